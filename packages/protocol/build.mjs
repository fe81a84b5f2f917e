// Builds dist/: declarations by the compiler, code by esbuild. The entry of everything is one file, so that loading
// it is one read; the entry of contracts by id takes from it what it holds; a contract's own entry holds that
// contract and shares the rest with its neighbours.
// It is built beside and put in place at the end: whoever imports the package meanwhile finds the old one whole.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const src = join(root, "src");
const dist = join(root, "dist");
const next = join(root, "dist.next");
const previous = join(root, "dist.previous");
for (const folder of [next, previous]) rmSync(folder, { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  target: "es2022",
  outbase: "src",
  outdir: next,
  logLevel: "warning",
  // What is loaded is read first: long names would be a tenth of the time. Spaces stay, since esbuild takes the
  // marks with them by which bundlers leave out what is not used.
  minifyIdentifiers: true,
  minifySyntax: true,
};
const gen = readdirSync(join(src, "gen"), { recursive: true, encoding: "utf8" }).map((path) =>
  path.replaceAll("\\", "/"),
);
const families = gen.filter((path) => /^[^/]+\.ts$/.test(path) && gen.includes(path.slice(0, -".ts".length)));
const privacy = gen.filter((path) => /^privacy\/[^/.]+\.ts$/.test(path) && path !== "privacy/shapes.ts");
const contracts = gen.filter((path) => /^[^/]+\/[^/.]+\.ts$/.test(path) && !path.startsWith("privacy/"));

const inRoot = new Set(readFileSync(join(src, "gen/index.ts"), "utf8").match(/(?<=from ")\.\/[^"]+(?=")/g));

/** Takes the contracts that the entry of everything holds from there. */
const fromRoot = {
  name: "from-root",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ path, importer }) =>
      importer === join(src, "gen/contracts.ts") && inRoot.has(path)
        ? { path: "../index.js", external: true }
        : undefined,
    );
  },
};

await Promise.all([
  build({ ...shared, entryPoints: ["src/index.ts"] }),
  build({ ...shared, entryPoints: ["src/gen/contracts.ts"], plugins: [fromRoot] }),
  build({
    ...shared,
    entryPoints: [
      "src/gen/catalogue.ts",
      "src/gen/types.ts",
      "src/gen/branded.ts",
      ...[...families, ...privacy].map((path) => `src/gen/${path}`),
    ],
  }),
  build({
    ...shared,
    entryPoints: contracts.map((path) => `src/gen/${path}`),
    splitting: true,
    chunkNames: "shared/[name]-[hash]",
  }),
]);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const declarations = ["-p", root, "--emitDeclarationOnly", "--outDir", next];
execFileSync(process.execPath, [tsc, ...declarations, "--tsBuildInfoFile", join(next, ".tsbuildinfo")], {
  stdio: "inherit",
});
if (readdirSync(root).includes("dist")) renameSync(dist, previous);
renameSync(next, dist);
rmSync(previous, { recursive: true, force: true });
