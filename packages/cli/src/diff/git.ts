import { realpath } from "node:fs/promises";
import { relative } from "node:path";
import { MisuseError } from "../misuse-error.js";
import { type Ran, runCommand } from "./run-command.js";
import { MOST_BYTES, MOST_FILES, type SideFile } from "./side.js";

/** A repository as the commands need it. Every path is relative to its top, with forward slashes. */
export interface Git {
  readonly top: string;
  /** The commit that a name stands for; undefined when there is none. */
  commit(ref: string): Promise<string | undefined>;
  /** The JSON files of a commit below a folder; paths are relative to the folder. */
  files(commit: string, folder: string): Promise<SideFile[]>;
  /** Tags that match a pattern. */
  tags(pattern: string): Promise<string[]>;
  /** A path of the disk as the repository names it. */
  pathOf(path: string): Promise<string>;
  /** Files that differ from a commit, those that git does not track among them. */
  changed(commit: string): Promise<string[]>;
}

/** The repository around a folder; undefined outside of any, or without git. */
export async function openGit(cwd: string, signal?: AbortSignal): Promise<Git | undefined> {
  const found = await git(cwd, ["rev-parse", "--show-toplevel"], signal).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (found === undefined || found.code !== 0) return undefined;
  const top = found.stdout.toString("utf8").trim();
  const run = (args: readonly string[], stdin?: string) => git(top, args, signal, stdin);

  return {
    top,
    commit: async (ref) => {
      if (ref.startsWith("-")) return undefined;
      const { code, stdout } = await run(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
      return code === 0 ? stdout.toString("utf8").trim() : undefined;
    },
    files: async (commit, folder) => {
      const listed = await must(
        run([
          "ls-tree",
          "-r",
          "-z",
          "--name-only",
          "--full-tree",
          commit,
          ...(folder === "" ? [] : ["--", `${folder}/`]),
        ]),
      );
      const paths = listed
        .toString("utf8")
        .split("\0")
        .filter((path) => path.endsWith(".json"));
      if (paths.length > MOST_FILES)
        throw new MisuseError(
          `${commit.slice(0, 12)} holds too many JSON files`,
          "Name the folder of the schemas, as in `<ref>:schemas`.",
        );
      return readBlobs(paths, commit, folder, run);
    },
    tags: async (pattern) => {
      const { stdout } = await run(["tag", "--list", pattern]);
      return stdout
        .toString("utf8")
        .split("\n")
        .filter((tag) => tag !== "");
    },
    pathOf: async (path) => relative(await realpath(top), await realpath(path)).replaceAll("\\", "/"),
    changed: async (commit) => {
      const [tracked, untracked] = await Promise.all([
        must(run(["diff", "--name-only", "-z", commit])),
        must(run(["ls-files", "--others", "--exclude-standard", "-z"])),
      ]);
      return [tracked, untracked]
        .flatMap((list) => list.toString("utf8").split("\0"))
        .filter((path) => path !== "");
    },
  };
}

async function must(run: Promise<Ran>): Promise<Buffer> {
  const { code, stdout, stderr } = await run;
  if (code !== 0) throw new MisuseError(`git: ${stderr.trim().split("\n")[0] ?? "failed"}`);
  return stdout;
}

function git(cwd: string, args: readonly string[], signal?: AbortSignal, stdin?: string): Promise<Ran> {
  const options = {
    cwd,
    ...(signal === undefined ? {} : { signal }),
    ...(stdin === undefined ? {} : { stdin }),
  };
  return runCommand("git", ["-c", "core.quotepath=off", ...args], options);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Reads the blobs in one go: `<id> blob <size>\n<bytes>\n` for each. */
async function readBlobs(
  paths: readonly string[],
  commit: string,
  folder: string,
  run: (args: readonly string[], stdin?: string) => Promise<Ran>,
): Promise<SideFile[]> {
  if (paths.length === 0) return [];
  const asked = paths.map((path) => `${commit}:${path}`).join("\n");
  const out = await must(run(["cat-file", "--batch"], `${asked}\n`));
  if (out.length > MOST_BYTES) throw new MisuseError(`${commit.slice(0, 12)} holds too much JSON`);
  const files: SideFile[] = [];
  let at = 0;
  for (const path of paths) {
    const end = out.indexOf(0x0a, at);
    const size = Number(out.toString("utf8", at, end).split(" ").at(-1));
    if (!Number.isInteger(size)) throw new Error(`git cat-file knows no ${path}`);
    files.push({
      path: folder === "" ? path : path.slice(folder.length + 1),
      text: out.toString("utf8", end + 1, end + 1 + size),
    });
    at = end + 1 + size + 1;
  }
  return files;
}
