/** The files that hooks are loaded from; passed in, so that loading needs no disk. */
export interface HookFiles {
  readonly read: (path: string) => FileRead;
  readonly folder: (path: string) => "missing" | "folder" | "other";
}

export type FileRead =
  | { readonly kind: "missing" }
  | { readonly kind: "text"; readonly text: string }
  /** The message of the operating system, or of Rust for a text that is not UTF-8. */
  | { readonly kind: "error"; readonly message: string };
