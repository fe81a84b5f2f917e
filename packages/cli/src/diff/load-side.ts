import { readFile, stat } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { SchemaSetError, schemaSet } from "@codex-contracts/codegen/compat";
import { MisuseError } from "../misuse-error.js";
import { folderFiles } from "./folder-files.js";
import { openGit } from "./git.js";
import { npmPackageFiles } from "./npm-package.js";
import type { Side, SideFile } from "./side.js";
import { tarballFiles } from "./tarball-files.js";

export interface Place {
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** Folder, relative to the top of the repository, that a git ref without a path stands for. */
  readonly folder: string;
}

const HINT =
  "A side is a folder, a file, a .tgz, a git ref (`main`, `v1.2.0:schemas`) or a package (`npm:<name>@<version>`).";

/** What a side is before it is read: what is on the disk goes before a git ref of the same name. */
export async function kindOfSide(
  spec: string,
  cwd: string,
): Promise<"npm" | "folder" | "tarball" | "file" | "git"> {
  if (spec.startsWith("npm:")) return "npm";
  const found = await stat(resolve(cwd, spec)).catch(() => undefined);
  if (found?.isDirectory()) return "folder";
  if (found === undefined) return "git";
  return /\.(tgz|tar\.gz|tar)$/.test(spec) ? "tarball" : "file";
}

/** Reads one side of a comparison. */
export async function loadSide(spec: string, place: Place): Promise<Side> {
  const path = resolve(place.cwd, spec);
  switch (await kindOfSide(spec, place.cwd)) {
    case "npm":
      return sideOf(spec, await npmPackageFiles(spec.slice("npm:".length), place.cwd, place.signal), "");
    case "folder":
      return sideOf(spec, await folderFiles(path), relative(place.cwd, path).replaceAll("\\", "/"));
    case "tarball":
      return sideOf(spec, await tarballFiles(path), "");
    case "file":
      return sideOf(
        spec,
        [{ path: basename(path), text: await readFile(path, "utf8") }],
        relative(place.cwd, resolve(path, "..")).replaceAll("\\", "/"),
      );
    case "git":
      return gitSide(spec, place);
  }
}

async function gitSide(spec: string, { cwd, signal, folder }: Place): Promise<Side> {
  const git = await openGit(cwd, signal);
  const [ref = "", path = folder] = spec.split(/:(.*)/s);
  const commit = await git?.commit(ref);
  if (git === undefined || commit === undefined)
    throw new MisuseError(`there is no folder, file or git ref "${spec}"`, HINT);
  return sideOf(spec, await git.files(commit, path.replace(/\/+$/, "")), "");
}

function sideOf(name: string, files: readonly SideFile[], base: string): Side {
  try {
    const set = schemaSet(name, files);
    if (set.entries.length === 0) throw new MisuseError(`${name} holds no JSON Schema`, HINT);
    return { set, base };
  } catch (error) {
    if (error instanceof SchemaSetError) throw new MisuseError(`${name}: ${error.message}`);
    throw error;
  }
}
