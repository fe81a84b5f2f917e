/** A file of the spool: events in lines, appended to until it is sealed, sent as a whole, then deleted. */
export interface Segment {
  readonly path: string;
  /** Bytes of the file. */
  bytes: number;
  /** Events inside. */
  count: number;
  /** When its newest event was recorded, Unix ms. */
  newest: number;
  sealed: boolean;
  /** Being sent: not to be sent by anyone else, nor dropped for want of room. */
  taken: boolean;
}

/** Name of the segment with a number; names in order are segments in order. */
export function segmentName(number: number): string {
  return `${String(number).padStart(10, "0")}.spool`;
}

export function isSegmentName(name: string): boolean {
  return name.endsWith(".spool");
}

export function emptySegment(path: string): Segment {
  return { path, bytes: 0, count: 0, newest: 0, sealed: false, taken: false };
}
