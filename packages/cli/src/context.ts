/** Where text goes; a terminal says so and knows its width. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Bytes that arrive in pieces. */
export type Chunks = AsyncIterable<Uint8Array>;

/** What is known of a path before it is read. */
export type FileKind =
  | { readonly kind: "file"; readonly size: number }
  | { readonly kind: "stream" | "directory" | "missing" | "unreadable" };

/** The outside world of a command, passed in so that a command is a function of it. */
export interface Context {
  readonly stdin: Chunks & { readonly isTTY?: boolean | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time, in ms since 1970; the clock of the machine when left out. */
  now?(): number;
  /** Says what a path is; never throws. */
  inspect(path: string): Promise<FileKind>;
  /** Reads a file from its beginning. */
  open(path: string): Chunks;
}
