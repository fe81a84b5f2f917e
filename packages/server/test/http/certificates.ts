import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "selfsigned";

/** A certificate for localhost and 127.0.0.1 that nobody has signed but its own key, as PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes one that is good for so many days from now on; negative for one that has expired. */
export async function makeCertificate(days = 2): Promise<TestCertificate> {
  const day = 24 * 60 * 60 * 1000;
  const altNames = [
    { type: 2 as const, value: "localhost" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 10 * day),
    notAfterDate: new Date(Date.now() + days * day),
    extensions: [{ name: "subjectAltName", altNames }],
  });
  return { cert, key };
}

/** Writes it into a folder; the options of a server that name the files. */
export async function writeCertificate(
  folder: string,
  { cert, key }: TestCertificate,
): Promise<{ readonly tls_cert: string; readonly tls_key: string }> {
  const files = { tls_cert: join(folder, "tls.crt"), tls_key: join(folder, "tls.key") };
  await writeFile(files.tls_cert, cert);
  await writeFile(files.tls_key, key, { mode: 0o600 });
  return files;
}
