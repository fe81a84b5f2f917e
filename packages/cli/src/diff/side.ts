import type { SchemaSet } from "@codex-contracts/codegen/compat";

/** One side of a comparison. */
export interface Side {
  readonly set: SchemaSet;
  /** Folder below which its files lie, as annotations name them; empty for what is not in the working tree. */
  readonly base: string;
}

/** A file of a side; `path` is relative to the side, with forward slashes. */
export interface SideFile {
  readonly path: string;
  readonly text: string;
}

/** Past this a side is not a folder of schemas: reading stops with an error. */
export const MOST_FILES = 20_000;
export const MOST_BYTES = 256 * 1024 * 1024;
