// @ts-check
/** Copies the reference pages and the types of the wire into dist, so that the installed package can show them. */
import { copyFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pages = fileURLToPath(new URL("../../../docs/reference", import.meta.url));
const protocol = dirname(createRequire(import.meta.url).resolve("@codex-contracts/protocol/package.json"));
const target = fileURLToPath(new URL("../dist/reference", import.meta.url));

if (!existsSync(pages)) throw new Error(`${pages} is missing: run \`npm run write-schema\` first`);
rmSync(target, { recursive: true, force: true });
cpSync(pages, target, { recursive: true });
copyFileSync(join(protocol, "dist/gen/types.d.ts"), join(target, "types.d.ts"));
