// @ts-check
/** Builds the page into dist/inspector: hashed assets, their names in index.html, nothing inline. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../dist/inspector", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: source,
  entryPoints: { app: "src/main.tsx", theme: "src/theme.ts", page: "src/styles/page.css" },
  outdir: join(target, "assets"),
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  charset: "utf8",
  write: false,
});

// Beside the page lies the compiled code that serves it.
await rm(join(target, "assets"), { recursive: true, force: true });
await mkdir(join(target, "assets"), { recursive: true });
const names = outputFiles.map(({ path }) => basename(path));
const page = await readFile(join(source, "index.html"), "utf8");
await Promise.all([
  ...outputFiles.map(({ path, contents }) => writeFile(path, contents)),
  writeFile(join(target, "index.html"), page.replace(/\{(app|theme|page)\.(js|css)\}/g, nameOf)),
]);

/**
 * @param {string} _match
 * @param {string} stem
 * @param {string} extension
 */
function nameOf(_match, stem, extension) {
  const name = names.find((each) => each.startsWith(`${stem}-`) && each.endsWith(`.${extension}`));
  if (name === undefined) throw new Error(`the page names ${stem}.${extension}, which was not built`);
  return `inspector/${name}`;
}
