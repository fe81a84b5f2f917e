import type { PathContext } from "@codex-contracts/permissions";
import { fakeFileSystem } from "../fake-file-system.js";

/** One line of `permission-cases.ndjson`. What `input` and `expect` hold depends on `op` and `shape` or `kind`. */
export interface PermissionCase {
  readonly name: string;
  readonly op: string;
  readonly shape?: string;
  readonly kind?: string;
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON of many shapes
  readonly input: any;
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON of many shapes
  readonly expect?: any;
  readonly error?: string;
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON of many shapes
  readonly expect_core?: any;
  readonly expect_request_wire?: unknown;
  readonly context?: { readonly cwd: string; readonly env?: { readonly TMPDIR: string | null } };
}

/** Judges one case by expectations. */
export type CaseHandler = (recorded: PermissionCase) => void;

/** Where a case was observed: nothing but the working directory exists, and TMPDIR is not set unless it says so. */
export function contextOf({ context }: PermissionCase, cwd = context?.cwd ?? "/home/me/ws"): PathContext {
  return {
    cwd,
    tmpdir: context?.env?.TMPDIR ?? undefined,
    fileSystem: fakeFileSystem({ directories: [cwd] }),
  };
}
