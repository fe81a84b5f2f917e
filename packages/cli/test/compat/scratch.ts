import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

// Each run is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const bin = fileURLToPath(new URL("../../bin/codex-contracts.js", import.meta.url));

/** A repository of its own in a temporary folder. */
export interface Scratch {
  readonly folder: string;
  write(path: string, content: unknown): void;
  read(path: string): string;
  git(...args: readonly string[]): string;
  /** Everything as a commit, and a tag on it when one is named. */
  commit(tag?: string): void;
  run(...args: readonly string[]): {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  };
  remove(): void;
}

export function scratchRepo(): Scratch {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "codex-contracts-scratch-")));
  const git = (...args: readonly string[]) => {
    const who = [
      "-c",
      "user.name=Someone",
      "-c",
      "user.email=someone@example.org",
      "-c",
      "commit.gpgsign=false",
    ];
    const { status, stdout, stderr } = spawnSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  git("init", "--quiet", "--initial-branch=work");
  return {
    folder,
    git,
    write: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(
        join(folder, path),
        typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`,
      );
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    commit: (tag) => {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "A commit");
      if (tag !== undefined) git("tag", tag);
    },
    run: (...args) => {
      const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      return { code: status, out: stdout, err: stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A schema file with one closed object. */
export function schema(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): unknown {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://example.org/thing.schema.json",
    type: "object",
    additionalProperties: false,
    required,
    properties,
  };
}
