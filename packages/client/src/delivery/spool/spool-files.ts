import * as fs from "node:fs";

/** What the spool asks of the file system; `node:fs` has it all. Everything may fail at any time. */
export interface SpoolFiles {
  readonly promises: {
    mkdir(path: string, options: { readonly recursive?: boolean; readonly mode: number }): Promise<unknown>;
    readdir(path: string): Promise<string[]>;
    readFile(path: string, encoding: "utf8"): Promise<string>;
    rename(from: string, to: string): Promise<void>;
    unlink(path: string): Promise<void>;
    rmdir(path: string): Promise<void>;
    stat(path: string): Promise<{ readonly mtimeMs: number }>;
    appendFile(
      path: string,
      data: string,
      options: { readonly mode: number; readonly flush?: boolean },
    ): Promise<void>;
    truncate(path: string, length: number): Promise<void>;
    utimes(path: string, accessed: number, modified: number): Promise<void>;
  };
  mkdirSync(path: string, options: { readonly recursive: boolean; readonly mode: number }): unknown;
  openSync(path: string, flags: string, mode: number): number;
  writeSync(file: number, data: Uint8Array): number;
  fdatasyncSync(file: number): void;
  ftruncateSync(file: number, length: number): void;
  closeSync(file: number): void;
}

/** The disk. */
export const nodeSpoolFiles: SpoolFiles = fs;

/** Only the user who recorded the events may read them. */
export const folderMode = 0o700;
export const fileMode = 0o600;
