import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files to read and to write to, each in one way: one is tried through the link `ws/link` to `out`. `ws` is the working directory, `out` lies beside it, `tmp` is what TMPDIR names. */
const FILES = [
  "ws/plain.txt",
  "ws/.env",
  "ws/src/main.txt",
  "ws/src/deep/inner.txt",
  "ws/src/deep/x.env",
  "ws/docs/readme.txt",
  "ws/.git/config",
  "ws/.agents/skill.txt",
  "out/data.txt",
  "out/s.env",
  "out/sub/f.txt",
  "out/linked.txt",
  "tmp/t.txt",
] as const;

/** Folders to create a file in. */
const FOLDERS = [
  "ws",
  "ws/src",
  "ws/src/deep",
  "ws/docs",
  "ws/.git",
  "ws/.agents",
  "out",
  "out/sub",
  "tmp",
] as const;

/** What the files hold, and what is added to them. */
export const CONTENT = "content";
export const MARK = "mark";

/** The files of one case. */
export interface World {
  readonly ws: string;
  readonly out: string;
  readonly tmp: string;
  /** Paths that exist, also through symbolic links. */
  readonly files: readonly string[];
  /** Paths that do not exist, in folders that do. */
  readonly missing: readonly string[];
}

/** Makes the files anew: `ws` and `out` below the folder, `tmp` where it is. */
export function makeWorld(folder: string, tmp: string): World {
  // Codex keeps files of its own there, and may make one meanwhile.
  rmSync(tmp, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  const at = (path: string) =>
    path === "tmp" || path.startsWith("tmp/") ? join(dirname(tmp), path) : join(folder, path);
  for (const file of FILES) {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), `${CONTENT}\n`);
  }
  symlinkSync("../out", at("ws/link"));
  return {
    ws: at("ws"),
    out: at("out"),
    tmp,
    files: FILES.map((file) => at(file.replace("out/linked", "ws/link/linked"))),
    missing: [...FOLDERS.map((folder) => join(at(folder), "new.txt")), at("ws/link/new-linked.txt")],
  };
}

/** Whether the mark has reached a file. */
export function isMarked(path: string): boolean {
  try {
    return readFileSync(path, "utf8").includes(MARK);
  } catch {
    return false;
  }
}
