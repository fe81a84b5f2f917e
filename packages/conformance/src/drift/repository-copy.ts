import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { GENERATED_FOLDERS } from "@codex-contracts/codegen";
import { root } from "../workspace.js";

/** What the generator reads and writes, copied out of the repository: the place to break things in. */
export interface RepositoryCopy {
  readonly folder: string;
  read(path: string): string;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Texts of all files by path, what the generator keeps for itself left out. */
  files(): ReadonlyMap<string, string>;
  /** Another copy of the same state. */
  copy(): RepositoryCopy;
}

/** Copies schemas and generated files into a new temporary folder. */
export function copyRepository(from: string = root): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), "drift-"));
  for (const path of ["schemas", ...GENERATED_FOLDERS]) {
    if (existsSync(join(from, path))) cpSync(join(from, path), join(folder, path), { recursive: true });
  }
  const at = (path: string): string => join(folder, path);
  return {
    folder,
    read: (path) => readFileSync(at(path), "utf8"),
    write: (path, text) => writeFileSync(at(path), text),
    remove: (path) => rmSync(at(path), { recursive: true }),
    files: () => new Map(listFiles(folder).map((path) => [path, readFileSync(at(path), "utf8")])),
    copy: () => copyRepository(folder),
  };
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return paths.filter((path) => !path.startsWith("node_modules")).sort();
}
