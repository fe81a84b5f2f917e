/** A file as read from disk; `path` is relative to the schemas folder, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
