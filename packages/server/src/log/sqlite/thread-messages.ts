import type { MessagePort } from "node:worker_threads";
import type { FileErrorCode } from "./file-errors.js";
import type { Segment, SegmentLag } from "./segment.js";

/* What the thread that owns the files and the others say to each other. */

export type ToLogThread =
  | { readonly type: "append"; readonly data: Uint8Array; readonly entries: number; readonly oldest: number }
  | { readonly type: "reader"; readonly port: MessagePort }
  | { readonly type: "backup"; readonly folder: string }
  | { readonly type: "close" };

export type FromLogThread =
  | { readonly type: "opened"; readonly lag: SegmentLag }
  | { readonly type: "locked" }
  /** Answers to appends come in their order; `groups` of them shared a commit. */
  | { readonly type: "appended"; readonly groups: number; readonly lag: SegmentLag; readonly ms: number }
  | {
      readonly type: "failed";
      readonly groups: number;
      readonly code: FileErrorCode;
      readonly reason: string;
    }
  | { readonly type: "lag"; readonly lag: SegmentLag }
  | { readonly type: "backed-up"; readonly error: string | null }
  | { readonly type: "closed" };

export type FromReader =
  | { readonly type: "read"; readonly entries: number; readonly bytes: number; readonly waitMs: number }
  /** Everything up to this segment is stored. */
  | { readonly type: "done"; readonly through: number }
  /** They are handed out once more. */
  | { readonly type: "again"; readonly segments: readonly number[] };

export interface ToReader {
  readonly segments: readonly Segment[];
}
