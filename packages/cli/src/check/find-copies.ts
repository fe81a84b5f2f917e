import { open, readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { MisuseError } from "../misuse-error.js";

/** A file that says that it comes from the contracts. */
export interface Copy {
  /** Relative to the folder of the run, with forward slashes. */
  readonly file: string;
  readonly kind: "schema" | "types";
}

const SKIPPED = new Set(["node_modules", ".git"]);
/** The marks stand at the beginning of a file. */
const HEAD_BYTES = 2048;

/** Looks through files and folders for copies; sorted. */
export async function findCopies(paths: readonly string[], cwd: string): Promise<Copy[]> {
  const out = new Map<string, Copy>();
  const visit = async (path: string): Promise<void> => {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      for (const entry of await readdir(path, { withFileTypes: true }))
        if (!SKIPPED.has(entry.name) && !entry.isSymbolicLink()) await visit(join(path, entry.name));
      return;
    }
    const kind = found?.isFile() ? await kindOf(path) : undefined;
    if (kind === undefined) return;
    const file = relative(cwd, path).replaceAll("\\", "/");
    out.set(file, { file, kind });
  };
  for (const path of paths.length === 0 ? ["."] : paths) {
    const whole = resolve(cwd, path);
    if ((await stat(whole).catch(() => undefined)) === undefined)
      throw new MisuseError(`there is no ${path}`);
    await visit(whole);
  }
  return [...out.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function kindOf(path: string): Promise<Copy["kind"] | undefined> {
  if (/\.json$/.test(path)) return (await head(path)).match(SCHEMA_ID) ? "schema" : undefined;
  if (!/\.[cm]?ts$/.test(path)) return undefined;
  return TYPES_BANNER.test(await head(path)) ? "types" : undefined;
}

const SCHEMA_ID = /"\$id"\s*:\s*"https:\/\/codex-contracts\.dev\/(schemas|bundled)\//;
const TYPES_BANNER = /^\/\/ @generated (by write-schema from schemas\/\.|from @codex-contracts\/protocol)/;

async function head(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
