import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type ExampleFile, type InitHookOptions, initHook } from "@codex-contracts/hooks/try";
import type { Context } from "../context.js";
import { MisuseError } from "../misuse-error.js";

export type Language = InitHookOptions["language"];

/** An example that was written. */
export interface WrittenExample {
  readonly language: Language;
  readonly folder: string;
  /** Names of its files, relative to the folder. */
  readonly files: readonly string[];
}

/** Writes one example to a folder, or each to a folder of its own in it; nothing at all when a file is there already. */
export async function writeExamples(
  folder: string,
  language: Language | undefined,
  { inspect }: Pick<Context, "inspect">,
): Promise<readonly WrittenExample[]> {
  const examples = (language === undefined ? LANGUAGES : [language]).map((each) => {
    const target = language === undefined ? join(folder, each) : folder;
    return { language: each, folder: target, files: initHook({ language: each, folder: resolve(target) }) };
  });
  const paths = examples.flatMap(({ folder: target, files }) => files.map(({ path }) => join(target, path)));
  for (const path of paths)
    if (!["missing", "unreadable"].includes((await inspect(path)).kind)) throw occupied(path);
  for (const { folder: target, files } of examples) await writeAll(target, files);
  return examples.map(({ files, ...example }) => ({ ...example, files: files.map(({ path }) => path) }));
}

const LANGUAGES: readonly Language[] = ["typescript", "sh"];

async function writeAll(folder: string, files: readonly ExampleFile[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, text, executable } of files)
      await writeFile(join(folder, path), text, { flag: "wx", mode: executable ? 0o755 : 0o644 });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new MisuseError(`cannot write to ${folder}: ${code}`, "Name a folder that you may write to.");
  }
}

function occupied(path: string): MisuseError {
  return new MisuseError(
    `${path} is there already`,
    "Nothing was written. Name another folder: `codex-contracts hooks init <folder>`.",
  );
}
