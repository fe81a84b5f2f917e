import { build } from "esbuild";
import { gzip } from "pako";

/** A piece of code to weigh: the source of a module, and the folder that its imports start from. */
export interface Piece {
  readonly contents: string;
  readonly resolveDir: string;
}

/** What an app that bundles a piece makes its users load: minified by esbuild, then packed by gzip. In bytes. */
export async function gzipSize(piece: Piece): Promise<number> {
  // zlib in JavaScript: Node's own differs by a few bytes from version to version and from machine to machine.
  return gzip(await minified(piece), { level: 9 }).length;
}

/** Bundles a piece as an app for browsers would: no Node, nothing that is not used. */
export async function minified({ contents, resolveDir }: Piece): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    treeShaking: true,
    write: false,
    logLevel: "error",
  });
  return result.outputFiles.map(({ text }) => text).join("");
}
