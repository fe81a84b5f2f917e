import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { ConfigError } from "../config/config-error.js";
import type { CompleteConfig } from "../config/defaults.js";

/** Where the certificate of a server and its key are. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate with its chain and the key that belongs to it, as PEM. */
export interface TlsPair {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The files that the configuration names; undefined without. Throws a ConfigError when it names one of them only. */
export function tlsFilesOf({
  tls_cert: cert,
  tls_key: key,
}: Pick<CompleteConfig, "tls_cert" | "tls_key">): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert !== undefined && key !== undefined) return { cert, key };
  const missing = cert === undefined ? "--tls-cert" : "--tls-key";
  throw new ConfigError(`${missing}: expected as well, HTTPS needs the certificate and its key`);
}

/**
 * Reads certificate and key and looks whether they can be used together. Throws a ConfigError that names the option and
 * the way out, and nothing of what is in the files.
 */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  const cert = await read("--tls-cert", files.cert, "the certificate chain");
  const key = await read("--tls-key", files.key, "the private key");
  const certificate = certificateOf(cert);
  if (!certificate.checkPrivateKey(privateKeyOf(key))) {
    throw new ConfigError(
      "--tls-key: expected the key of the certificate in --tls-cert, and this is another one; name the two that were made together",
    );
  }
  try {
    // The rest of the chain, and what OpenSSL accepts of a key.
    createSecureContext({ cert, key });
  } catch (error) {
    throw new ConfigError(
      `--tls-cert: expected a chain that can be used as it is, the certificate of the server first${codeOf(error)}`,
    );
  }
  return {
    cert,
    key,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
  };
}

/** What clients will find wrong with it at this time (Unix milliseconds). */
export function tlsNotes({ validFrom, validTo }: TlsPair, now: number): string[] {
  if (now > validTo.getTime())
    return [`the certificate in --tls-cert has expired on ${validTo.toISOString()}`];
  if (now >= validFrom.getTime()) return [];
  return [`the certificate in --tls-cert is good from ${validFrom.toISOString()} on only`];
}

async function read(option: string, path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConfigError(
      `${option}: the file cannot be read${codeOf(error)}; name a file with ${what} in PEM that the server may read`,
    );
  }
}

function certificateOf(pem: Buffer): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ConfigError(
      "--tls-cert: expected a certificate in PEM, beginning with -----BEGIN CERTIFICATE-----",
    );
  }
}

function privateKeyOf(pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const isLocked = /ENCRYPTED/.test(pem.toString("latin1"));
    throw new ConfigError(
      isLocked
        ? "--tls-key: expected a key without a passphrase; `openssl pkey` writes one"
        : `--tls-key: expected a private key in PEM, beginning with -----BEGIN PRIVATE KEY-----${codeOf(error)}`,
    );
  }
}

/** The code of an error; its message may quote what was read. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
}
