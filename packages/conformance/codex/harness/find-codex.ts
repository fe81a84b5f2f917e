import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The release that the contracts describe. */
export const CODEX_RELEASE = "0.125.0";

const BINARY = "vendor/x86_64-unknown-linux-musl/codex/codex";

/** The real Codex, from its npm package; undefined where that is not installed. */
export function findCodex(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve("codex-linux-x64/package.json");
    const binary = join(dirname(manifest), BINARY);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
