import type { Chunks, Context } from "../context.js";
import { MisuseError } from "../misuse-error.js";

/** One thing to read: a file or standard input. */
export interface Input {
  readonly name: string;
  /** Bytes, where they are known beforehand. */
  readonly size: number | undefined;
  open(): Chunks;
}

const STDIN = "-";

/** Makes sure that everything named can be read before anything is; without names it is standard input. */
export async function inputsOf(names: readonly string[], context: Context): Promise<readonly Input[]> {
  if (names.length === 0 && context.stdin.isTTY === true) {
    throw new MisuseError("nothing to read", "Name a FILE, or `-` for standard input, or pipe messages in.");
  }
  if (names.filter((name) => name === STDIN).length > 1)
    throw new MisuseError("standard input (-) is named twice", "It can be read only once.");
  return Promise.all((names.length === 0 ? [STDIN] : names).map((name) => inputOf(name, context)));
}

async function inputOf(name: string, context: Context): Promise<Input> {
  if (name === STDIN) return { name: "<stdin>", size: undefined, open: () => context.stdin };
  const found = await context.inspect(name);
  if (found.kind === "missing")
    throw new MisuseError(
      `cannot read ${name}: there is no such file`,
      "Check the path; it is taken from the current directory.",
    );
  if (found.kind === "directory")
    throw new MisuseError(
      `cannot read ${name}: it is a directory`,
      `Name its files, as in \`${name.replace(/\/$/, "")}/*.ndjson\`.`,
    );
  if (found.kind === "unreadable") throw new MisuseError(`cannot read ${name}`, "Check its permissions.");
  return { name, size: found.kind === "file" ? found.size : undefined, open: () => context.open(name) };
}
