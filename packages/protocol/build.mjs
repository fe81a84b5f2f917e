// Builds dist/: declarations by the compiler, code by esbuild. What imports all contracts is one file, so that
// loading it is one read; a contract's own entry holds that contract and shares the rest with its neighbours.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const src = join(root, "src");
rmSync(join(root, "dist"), { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  target: "es2022",
  outbase: "src",
  outdir: "dist",
  logLevel: "warning",
  minifySyntax: true,
};
const gen = readdirSync(join(src, "gen"), { recursive: true, encoding: "utf8" }).map((path) =>
  path.replaceAll("\\", "/"),
);
const families = gen.filter((path) => /^[^/]+\.ts$/.test(path) && gen.includes(path.slice(0, -".ts".length)));
const contracts = gen.filter((path) => /^[^/]+\/[^/.]+\.ts$/.test(path));

await Promise.all([
  build({
    ...shared,
    entryPoints: ["src/index.ts", "src/gen/contracts.ts"],
    splitting: true,
    chunkNames: "all-[hash]",
  }),
  build({
    ...shared,
    entryPoints: ["src/gen/catalogue.ts", "src/gen/types.ts", ...families.map((path) => `src/gen/${path}`)],
  }),
  build({
    ...shared,
    entryPoints: contracts.map((path) => `src/gen/${path}`),
    splitting: true,
    chunkNames: "shared/[name]-[hash]",
  }),
]);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", root, "--emitDeclarationOnly"], { stdio: "inherit" });
