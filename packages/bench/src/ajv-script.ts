/** What one would write beside json2ts: compiles every schema of a folder with one Ajv and writes its standalone code. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

const [from = "", to = ""] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, discriminator: true, code: { source: true, esm: true } });
mkdirSync(to, { recursive: true });
for (const file of readdirSync(from)) {
  const validate = ajv.compile(JSON.parse(readFileSync(join(from, file), "utf8")));
  writeFileSync(join(to, file.replace(".json", ".js")), standaloneCode.default(ajv, validate));
}
