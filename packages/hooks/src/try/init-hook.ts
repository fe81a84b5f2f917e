import { shellExample } from "./shell-example.js";
import { typescriptExample } from "./typescript-example.js";

/** A file to write, relative to the folder of the example. */
export interface ExampleFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

export interface InitHookOptions {
  readonly language: "typescript" | "sh";
  /** Absolute path of the folder that the example goes to: hooks.json names the hook by its full path. */
  readonly folder: string;
  /** Range of `@codex-contracts/hooks` for package.json; latest when absent. */
  readonly version?: string;
}

/** A working PermissionRequest hook with its test and its hooks.json, as files. */
export function initHook({ language, folder, version = "latest" }: InitHookOptions): readonly ExampleFile[] {
  return language === "typescript" ? typescriptExample(folder, version) : shellExample(folder);
}
