import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTlsPair, type TlsFiles, tlsFilesOf, tlsNotes } from "../../src/http/tls-files.js";
import { openTlsKeeper } from "../../src/http/tls-keeper.js";
import { makeCertificate, type TestCertificate } from "./certificates.js";

let folder = "";
let [good, other]: TestCertificate[] = [];
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tls-"));
  [good, other] = await Promise.all([makeCertificate(), makeCertificate()]);
  const locked = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "s3cret",
  });
  const files = {
    "good.crt": good?.cert,
    "good.key": good?.key,
    "other.key": other?.key,
    "locked.key": locked,
    "text.pem": "s3cret",
    "chain.crt": `${good?.cert}\n-----BEGIN CERTIFICATE-----\nczNjcmV0\n-----END CERTIFICATE-----\n`,
    empty: "",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(file(name), text ?? "");
});
afterAll(() => rm(folder, { recursive: true }));

describe("a certificate and its key", () => {
  it("are read when they belong together", async () => {
    const pair = await readTlsPair({ cert: file("good.crt"), key: file("good.key") });
    expect([pair.cert.toString(), pair.key.toString()]).toEqual([good?.cert, good?.key]);
    expect(pair.validTo.getTime()).toBeGreaterThan(Date.now());
  });

  it.each<[string, string, string, RegExp]>([
    [
      "a certificate that is not there",
      "none.crt",
      "good.key",
      /^--tls-cert: .*cannot be read \(ENOENT\); name/,
    ],
    ["a key that is not there", "good.crt", "none.key", /^--tls-key: .*cannot be read \(ENOENT\); name/],
    ["a folder", ".", "good.key", /^--tls-cert: .*\(EISDIR\)/],
    ["an empty certificate", "empty", "good.key", /^--tls-cert: expected a certificate in PEM/],
    ["a text for a certificate", "text.pem", "good.key", /^--tls-cert: expected a certificate in PEM/],
    ["a key for a certificate", "good.key", "good.key", /^--tls-cert: expected a certificate in PEM/],
    ["a text for a key", "good.crt", "text.pem", /^--tls-key: expected a private key in PEM/],
    ["a certificate for a key", "good.crt", "good.crt", /^--tls-key: expected a private key in PEM/],
    [
      "a key with a passphrase",
      "good.crt",
      "locked.key",
      /^--tls-key: expected a key without a passphrase; .*openssl/,
    ],
    [
      "the key of another certificate",
      "good.crt",
      "other.key",
      /^--tls-key: expected the key of the certificate/,
    ],
    ["a chain with something broken", "chain.crt", "good.key", /^--tls-cert: expected a chain/],
  ])("are refused: %s", async (_, cert, key, message) => {
    const refused: unknown = await readTlsPair({ cert: file(cert), key: file(key) }).catch((error) => error);
    expect(refused).toMatchObject({ name: "ConfigError", message: expect.stringMatching(message) });
    const secrets = /s3cret|czNjcmV0|PRIVATE KEY-----\s*\w/;
    expect(JSON.stringify([String(refused), refused])).not.toMatch(secrets);
  });

  it.each([
    [{}, undefined],
    [
      { tls_cert: "a", tls_key: "b" },
      { cert: "a", key: "b" },
    ],
  ])("come both or not at all: %j", (config, files) => {
    expect(tlsFilesOf(config)).toEqual(files);
  });

  it.each([
    [{ tls_cert: "a" }, /^--tls-key: expected as well/],
    [{ tls_key: "a" }, /^--tls-cert: expected as well/],
  ])("come not alone: %j", (config, message) => {
    expect(() => tlsFilesOf(config)).toThrow(message);
  });

  it("are noted when clients will refuse them", async () => {
    const pair = await readTlsPair({ cert: file("good.crt"), key: file("good.key") });
    const told = [pair.validFrom.getTime() - 1000, Date.now(), pair.validTo.getTime() + 1000];
    expect(told.map((now) => tlsNotes(pair, now))).toEqual([
      [expect.stringContaining("is good from")],
      [],
      [expect.stringContaining("has expired")],
    ]);
  });
});

describe("a renewed certificate", () => {
  async function open() {
    const files: TlsFiles = { cert: file("kept.crt"), key: file("kept.key") };
    await writeFile(files.cert, good?.cert ?? "");
    await writeFile(files.key, good?.key ?? "");
    return { files, keeper: await openTlsKeeper(files) };
  }

  it("is told once, when both files are there", async () => {
    const { files, keeper } = await open();
    expect([await keeper.renewed(), await keeper.renewed()]).toEqual([undefined, undefined]);
    await writeFile(files.cert, other?.cert ?? "");
    expect(await keeper.renewed()).toBeUndefined();
    await writeFile(files.key, `${other?.key}\n`);
    expect(await keeper.renewed()).toBeUndefined();
    expect((await keeper.renewed())?.cert.toString()).toBe(other?.cert);
    expect(await keeper.renewed()).toBeUndefined();
  });

  it("is refused once when it is broken, and taken when it is mended", async () => {
    const { files, keeper } = await open();
    await rm(files.cert);
    expect(await keeper.renewed()).toBeUndefined();
    await expect(keeper.renewed()).rejects.toThrow(/--tls-cert: .*ENOENT/);
    expect(await keeper.renewed()).toBeUndefined();
    await writeFile(files.cert, good?.cert ?? "");
    expect(await keeper.renewed()).toBeUndefined();
    expect((await keeper.renewed())?.cert.toString()).toBe(good?.cert);
  });
});
