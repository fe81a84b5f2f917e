/** The entries of one commit or a part of them, as they lie in the log. */
export interface Segment {
  readonly id: number;
  readonly data: Uint8Array;
  readonly entries: number;
  /** How often it has been handed out, the coming time included. */
  readonly deliveries: number;
}

export interface NewSegment {
  readonly data: Uint8Array;
  readonly entries: number;
  /** Unix milliseconds. */
  readonly oldest: number;
}

/** What is known of a segment without reading it. */
export interface SegmentRow {
  readonly id: number;
  readonly entries: number;
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly oldest: number;
}

/** What is known of the segments of a part together. `oldest` is that of its first one. */
export interface PartSummary {
  /** Id of its first segment, and its name. */
  readonly first: number;
  readonly last: number;
  readonly entries: number;
  readonly bytes: number;
  readonly oldest: number;
}

export interface ReadSize {
  readonly entries: number;
  readonly bytes: number;
}

export interface SegmentLag {
  readonly entries: number;
  readonly bytes: number;
  readonly oldestReceivedAt: number | null;
}
