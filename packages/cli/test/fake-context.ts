import type { Context, FileKind, Output } from "../src/context.js";

export interface FakeContext extends Context {
  /** What was written so far. */
  readonly written: { out: string; err: string };
}

export interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
}

/** A world in memory: files by name, standard input, and what was printed. */
export function fakeContext({ files = {}, stdin, env = {}, terminal = false }: World = {}): FakeContext {
  const written = { out: "", err: "" };
  const kindOf = (path: string): FileKind => {
    const text = files[path];
    return text === undefined ? { kind: "missing" } : { kind: "file", size: text.length };
  };
  const outputTo = (name: keyof FakeContext["written"]): Output => ({
    write: (text) => {
      written[name] += text;
    },
    isTTY: terminal,
    columns: terminal ? 80 : undefined,
  });
  return {
    written,
    stdin: Object.assign(pieces(stdin ?? ""), { isTTY: stdin === undefined }),
    stdout: outputTo("out"),
    stderr: outputTo("err"),
    env,
    inspect: async (path) => kindOf(path),
    open: (path) => pieces(files[path] ?? ""),
  };
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  if (text !== "") yield Buffer.from(text);
}
