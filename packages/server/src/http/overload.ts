import type { CompleteConfig } from "../config/defaults.js";
import type { LogLag } from "../log/log.js";
import { type Answer, refuseForNow } from "../receive/answer.js";

/** Says whether there is room for another request, before its body is read. */
export interface Overload {
  /** Why not, in one word for metrics, and what is answered; undefined when there is room. */
  refusal(): { readonly reason: string; readonly answer: Answer } | undefined;
}

export interface OverloadSources {
  readonly config: Pick<
    CompleteConfig,
    "max_pending_requests" | "max_pending_bytes" | "max_log_bytes" | "max_memory_bytes"
  >;
  readonly pending: () => { readonly requests: number; readonly bytes: number };
  readonly lag: () => LogLag;
  /** Resident memory of the process in bytes, not older than a second or so. */
  readonly memory: () => number;
}

/** Sends requests away while too much waits, so that memory and disk stay bounded. */
export function createOverload({ config, pending, lag, memory }: OverloadSources): Overload {
  const limits: readonly (readonly [
    reason: string,
    error: string,
    retryAfter: number,
    isOver: () => boolean,
  ])[] = [
    [
      "pending_requests",
      "too many requests wait for the disk",
      1,
      () => pending().requests >= config.max_pending_requests,
    ],
    [
      "pending_bytes",
      "too many bytes wait for the disk",
      1,
      () => pending().bytes >= config.max_pending_bytes,
    ],
    ["log_bytes", "the store is too far behind", 5, () => lag().bytes >= config.max_log_bytes],
    [
      "memory",
      "the server is short of memory",
      5,
      () => config.max_memory_bytes > 0 && memory() >= config.max_memory_bytes,
    ],
  ];
  return {
    refusal() {
      for (const [reason, error, retryAfter, isOver] of limits) {
        if (isOver()) return { reason, answer: refuseForNow(error, retryAfter) };
      }
      return undefined;
    },
  };
}
