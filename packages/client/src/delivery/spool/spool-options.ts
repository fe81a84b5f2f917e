/** How events are kept on disk until they are delivered. */
export interface SpoolOptions {
  /** Folder of the spool. Any number of processes may share it; it is made when first needed. */
  readonly folder: string;
  /**
   * `undelivered` (the default): what a try could not deliver, what no longer fits into memory, and what is left at
   * the end. `at-record`: every event, before `record` returns; nothing that was recorded dies with the process.
   */
  readonly write?: "undelivered" | "at-record";
  /** Most bytes that this client keeps on disk; the oldest events go first. 32 MiB when left out. */
  readonly maxBytes?: number;
  /**
   * Whether each write waits until the disk has it, so that a power cut loses nothing that was written. Without it
   * only the death of the process is survived. True for `undelivered`, false for `at-record`, when left out.
   */
  readonly fsync?: boolean;
  /** Whether what is still in memory when the process exits is written then. True when left out. */
  readonly onExit?: boolean;
  /** Ms without a sign of life after which an owner that cannot be looked up counts as ended. An hour when left out. */
  readonly leaseMs?: number;
}

/** Bytes after which a segment is sealed, and the events after which it is. */
export interface SegmentLimits {
  readonly bytes: number;
  readonly events: number;
}
