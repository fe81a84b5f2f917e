import type { QueuedEvent } from "../queued-event.js";
import { encodeLine } from "./record-line.js";
import type { Segment } from "./segment.js";
import { fileMode, type SpoolFiles } from "./spool-files.js";

/** A segment that stays open, so that an event is written by one call of the system before `record` returns. */
export interface OpenSegment {
  readonly segment: Segment;
  /** Throws when the event could not be written whole; the file then ends as it did before, if that could be done. */
  write(event: QueuedEvent): void;
  close(): void;
}

export function openSegment(segment: Segment, files: SpoolFiles, fsync: boolean): OpenSegment {
  const file = files.openSync(segment.path, "ax", fileMode);
  return {
    segment,
    write(event) {
      const line = Buffer.from(encodeLine(event));
      try {
        if (files.writeSync(file, line) < line.length) throw new Error("the disk took a part of the line");
        if (fsync) files.fdatasyncSync(file);
      } catch (error) {
        files.ftruncateSync(file, segment.bytes);
        throw error;
      }
      segment.bytes += line.length;
      segment.count += 1;
      segment.newest = event.at;
    },
    close: () => files.closeSync(file),
  };
}
