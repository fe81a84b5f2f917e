import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const LIMIT = 120_000;

/** Minified bytes of an entry and of all that it pulls in, what is loaded on demand included. */
async function minified(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "../../src", entry)],
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outputFiles[0]?.contents.length ?? Number.POSITIVE_INFINITY;
}

it("the client and what it pulls in stay below 120 kB minified", async () => {
  const bytes = await minified("index.ts");
  console.log(`@codex-contracts/client: ${(bytes / 1000).toFixed(1)} kB minified`);
  expect(bytes).toBeLessThan(LIMIT);
});
