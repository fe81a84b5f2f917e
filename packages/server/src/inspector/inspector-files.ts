import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

/** A file of the page, ready to be sent. */
export interface InspectorFile {
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

export interface InspectorFiles {
  readonly page: InspectorFile;
  /** By name; each name holds a hash of its content. */
  readonly assets: ReadonlyMap<string, InspectorFile>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Reads the built page; undefined when this package was compiled without it. */
export function readInspectorFiles(folder = new URL("./", import.meta.url)): InspectorFiles | undefined {
  const read = (name: string) => inspectorFile(name, readFileSync(new URL(name, folder)));
  try {
    const assets = readdirSync(new URL("assets/", folder));
    return {
      page: read("index.html"),
      assets: new Map(assets.map((name) => [name, read(`assets/${name}`)] as const)),
    };
  } catch (error) {
    if (Object(error).code === "ENOENT") return undefined;
    throw error;
  }
}

function inspectorFile(name: string, body: Buffer): InspectorFile {
  return {
    type: types[extname(name)] ?? "application/octet-stream",
    body,
    gzipped: gzipSync(body, { level: 9 }),
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
  };
}
