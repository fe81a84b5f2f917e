// Runs a TypeScript script of this folder: `node scripts/run.mjs <name> [arguments]`.
// The script and the workspace sources it imports are bundled once and kept under a name that is the digest
// of what went in, so that a second start costs no more than plain JavaScript.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, "node_modules/.cache/codex-contracts/scripts");
const [name = "", ...args] = process.argv.slice(2);
const entry = join(root, "scripts", `${name}.ts`);
if (!existsSync(entry)) {
  console.error(`there is no scripts/${name}.ts`);
  process.exit(2);
}

const manifest = join(cache, `${name}.inputs.json`);
const bundle = join(current() ?? (await build()), `${name}.js`);
process.argv = [process.argv[0], bundle, ...args];
await import(pathToFileURL(bundle).href);

/** The folder of the kept bundle, when each file that went into it is as it was. */
function current() {
  if (!existsSync(manifest)) return undefined;
  const inputs = JSON.parse(readFileSync(manifest, "utf8"));
  if (!inputs.every((path) => existsSync(join(root, path)))) return undefined;
  const folder = folderOf(inputs);
  return existsSync(folder) ? folder : undefined;
}

function folderOf(inputs) {
  const hash = createHash("sha1");
  for (const path of inputs) hash.update(path).update(readFileSync(join(root, path)));
  return join(cache, `${name}.${hash.digest("hex").slice(0, 16)}`);
}

async function build() {
  const { build } = await import("esbuild").catch(() => {
    console.error("the workspace is not installed; run: npm start");
    process.exit(2);
  });
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    outdir: cache,
    bundle: true,
    // What is imported when it is needed becomes a file of its own.
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // The workspace's own code is taken from its sources, so that nothing has to be built first.
    alias: {
      // The writer of types brings a formatter along, which is not asked for.
      prettier: join(root, "packages/codegen/src/emit/no-formatter.ts"),
      "@codex-contracts/codegen/mutation": join(root, "packages/codegen/src/mutation/index.ts"),
      "@codex-contracts/codegen": join(root, "packages/codegen/src/index.ts"),
    },
    // CommonJS packages inside still ask for Node's own modules by require.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  // The lock file stands for every installed package.
  const inputs = [
    ...Object.keys(result.metafile.inputs).filter((path) => !path.includes("node_modules")),
    "pnpm-lock.yaml",
    "scripts/run.mjs",
  ].sort();
  const folder = folderOf(inputs);
  mkdirSync(cache, { recursive: true });
  removeOld();
  if (!existsSync(folder)) {
    const writing = `${folder}.${process.pid}`;
    mkdirSync(writing);
    for (const { path, contents } of result.outputFiles)
      writeFileSync(join(writing, basename(path)), contents);
    writeFileSync(join(writing, "package.json"), '{ "type": "module" }');
    place(writing, folder);
  }
  writeFileSync(`${manifest}.${process.pid}`, JSON.stringify(inputs));
  renameSync(`${manifest}.${process.pid}`, manifest);
  return folder;
}

/** Another run may have built the same folder meanwhile: its files are the same, so it stays. */
function place(writing, folder) {
  try {
    renameSync(writing, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(writing, { recursive: true });
  }
}

/** Removes bundles that no run can be using any more. */
function removeOld() {
  const limit = Date.now() - 10 * 60_000;
  for (const old of readdirSync(cache)) {
    const path = join(cache, old);
    if (old.startsWith(`${name}.`) && path !== manifest && statSync(path).mtimeMs < limit)
      rmSync(path, { recursive: true });
  }
}
