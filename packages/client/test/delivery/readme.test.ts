import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { temporaryFolder } from "./spool-harness.js";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "README.md"), "utf8");
const chapter = page.slice(page.indexOf("## Analytics\n"));

/** The first block of a language in the chapter. */
function block(language: string): string {
  const start = chapter.indexOf(`\`\`\`${language}\n`) + language.length + 4;
  return chapter.slice(start, chapter.indexOf("```", start));
}

it("the example prints what the page says", { timeout: 30_000 }, async () => {
  const outfile = join(temporaryFolder(), "example.mjs");
  await build({
    stdin: { contents: block("js"), resolveDir: root },
    alias: {
      "@codex-contracts/client/producers": join(root, "src/producers/index.ts"),
      "@codex-contracts/client": join(root, "src/index.ts"),
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: "utf8", env: {} });
  expect([stdout, stderr]).toEqual([block("text"), ""]);
});
