import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { copyParts } from "./copy-parts.js";
import { reasonOf } from "./file-errors.js";
import { type LogState, openLogState } from "./log-state.js";
import { addRow, emptyPart, type Part, partOf, rowsAfter, setRows, settlePart, summaryOf } from "./part.js";
import { type PartFile, writtenBytes } from "./part-file.js";
import { makeFolder, openPartFolder } from "./part-folder.js";
import type { NewSegment, PartSummary, ReadSize, Segment, SegmentLag, SegmentRow } from "./segment.js";

/**
 * The log on the disk: a row of parts, each of them written once and removed as a whole when all of it is settled. All
 * calls but `backup` block.
 */
export interface SegmentLog {
  /** One commit: durable when it returns. Returns the ids of the segments. */
  append(segments: readonly NewSegment[]): readonly number[];
  /** Everything up to this segment is stored elsewhere and handed out no more. Removes the parts that are over. */
  settle(through: number): void;
  /** Up to which segment everything is settled. */
  settled(): number;
  /** Segments after the given one, in order, until `entries` or `bytes` are reached; at least one when there is one. */
  read(after: number, limits: ReadSize): Segment[];
  lag(): SegmentLag;
  /** Writes down what was settled, so that it is not handed out again after the next start. */
  save(): void;
  /** Copies what is in the log into a new folder. */
  backup(folder: string): Promise<void>;
  /** Is closed even when it throws: then not all of it could be written down. */
  close(): void;
}

export interface SegmentLogOptions {
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Size of a part at which the next one begins. */
  readonly partBytes?: number;
}

const STATE = "state.sqlite";
/** Small enough that a part of a backlog is opened in some milliseconds: SQLite goes through all of it. */
const PART_BYTES = 32 * 1024 * 1024;
/** Parts of a backlog that are kept open, with their rows in memory. */
const OPEN_PARTS = 8;

/**
 * Opens or creates the log in a folder; throws when another process has it. Nothing is appended to the parts of an
 * earlier run. How much they hold is written down, unless the process was killed: then they are counted.
 */
export function openSegmentLog(
  folder: string,
  { now = Date.now, partBytes = PART_BYTES }: SegmentLogOptions = {},
): SegmentLog {
  makeFolder(folder);
  const state = openLogState(join(folder, STATE));
  const files = openPartFolder(folder);
  const parts: Part[] = [];
  /** The newest part, while it is written. */
  let written: Part | undefined;
  let writtenSize = 0;
  /** Finished since the state was written. */
  let finished: PartSummary[] = [];
  let done = state.done;
  /** Whether there is something to write down. */
  let changed = false;
  /** Copies that are being made: no part goes meanwhile. */
  let copies = 0;

  /** Lets go of all files but the given one, the one that is written, and the oldest: they are read first. */
  const closeOthers = (kept?: Part) => {
    const open = parts.filter((part) => part.file !== undefined && part !== written && part !== kept);
    for (const part of open.slice(OPEN_PARTS)) {
      const { file } = part;
      part.file = undefined;
      part.rows = undefined;
      file?.close();
    }
  };

  const fileOf = (part: Part): PartFile => {
    part.file ??= files.open(part.first);
    closeOthers(part);
    return part.file;
  };

  const rowsOf = (part: Part): readonly SegmentRow[] => {
    if (part.rows === undefined) setRows(part, fileOf(part).rows(), done);
    return part.rows ?? [];
  };

  const remove = (part: Part) => {
    const { file } = part;
    part.file = undefined;
    files.remove(part.first, file);
  };

  const removeSettled = () => {
    for (let part = parts[0]; part !== undefined && part !== written; part = parts[0]) {
      if (copies > 0 || part.left.entries > 0) return;
      remove(part);
      parts.shift();
    }
  };

  /** Nothing more is appended to the newest part. */
  const finish = () => {
    const part = written;
    if (part === undefined) return;
    written = undefined;
    if (part.entries === 0) {
      // The next part has its name.
      remove(part);
      parts.pop();
      return;
    }
    changed = true;
    finished.push(summaryOf(part));
    removeSettled();
    closeOthers();
  };

  const partToWrite = (first: number): Part => {
    if (written !== undefined && writtenSize < partBytes) return written;
    finish();
    written = emptyPart(first, files.create(first));
    writtenSize = 0;
    parts.push(written);
    return written;
  };

  const settle = (part: Part, through: number) => {
    if (through < part.last) rowsOf(part);
    settlePart(part, through);
  };

  const known = new Map(state.parts.map((part) => [part.first, part]));
  for (const first of files.list()) {
    const summary = known.get(first);
    const part = summary === undefined ? emptyPart(first, undefined) : partOf(summary);
    if (summary === undefined) {
      setRows(part, fileOf(part).rows(), done);
      if (part.entries === 0) {
        remove(part);
        continue;
      }
      finished.push(summaryOf(part));
      changed = true;
    }
    parts.push(part);
    closeOthers();
  }
  // Ids grow from run to run: after a restart on an empty log they would otherwise begin anew.
  let lastId = Math.max(done, parts.at(-1)?.last ?? 0, Math.floor(now() * 1000));
  for (const part of parts) if (part.first <= done) settle(part, done);
  removeSettled();

  /** The oldest segment that is not settled. */
  const oldestLeft = (): { readonly id: number; readonly oldest: number } | undefined => {
    const part = parts.find(({ left }) => left.entries > 0);
    if (part === undefined || part.settled > 0) return part && rowsOf(part)[part.settled];
    return { id: part.first, oldest: part.oldest };
  };
  const head = { id: oldestLeft()?.id ?? 0, runs: 1 };
  if (head.id > 0) head.runs = countRun(state, head.id);

  const save = () => {
    if (!changed) return;
    state.write(done, finished);
    finished = [];
    changed = false;
  };

  const append = (segments: readonly NewSegment[]): readonly number[] => {
    const first = lastId + 1;
    try {
      const part = partToWrite(first);
      part.file?.append(segments, first);
      for (const [i, { data, entries, oldest }] of segments.entries())
        addRow(part, { id: first + i, entries, bytes: data.byteLength, oldest });
    } catch (error) {
      if (reasonOf(error).code === "full" && files.giveSpaceBack()) return append(segments);
      throw error;
    }
    for (const segment of segments) writtenSize += writtenBytes(segment);
    lastId += segments.length;
    return segments.map((_, i) => first + i);
  };

  return {
    append,
    settle(through) {
      const upTo = Math.min(through, lastId);
      if (upTo <= done) return;
      for (const part of parts) if (part.first <= upTo) settle(part, upTo);
      done = upTo;
      changed = true;
      removeSettled();
    },
    settled: () => done,
    read(after, limits) {
      for (const part of parts) {
        if (part.last <= after) continue;
        const rows = rowsAfter(rowsOf(part), after, limits);
        const [first, last] = [rows[0], rows.at(-1)];
        if (first === undefined || last === undefined) continue;
        const data = fileOf(part).read(first.id, last.id);
        return rows.flatMap(({ id, entries }) => {
          const bytes = data.get(id);
          return bytes === undefined
            ? []
            : { id, entries, data: bytes, deliveries: id === head.id ? head.runs : 1 };
        });
      }
      return [];
    },
    lag() {
      let [entries, bytes] = [0, 0];
      for (const { left } of parts) {
        entries += left.entries;
        bytes += left.bytes;
      }
      return { entries, bytes, oldestReceivedAt: oldestLeft()?.oldest ?? null };
    },
    save,
    async backup(target) {
      finish();
      copies += 1;
      try {
        mkdirSync(target, { mode: 0o700 });
        save();
        state.copy(join(target, STATE));
        await copyParts(
          parts.map(({ first }) => files.pathOf(first)),
          target,
        );
      } finally {
        copies -= 1;
        removeSettled();
      }
    },
    close() {
      finish();
      for (const part of parts) part.file?.close();
      try {
        save();
      } finally {
        state.close();
      }
    },
  };
}

/** On a full disk it is not counted: what is in the log can be stored nevertheless. */
function countRun(state: LogState, segment: number): number {
  try {
    return state.countRun(segment);
  } catch (error) {
    if (reasonOf(error).code !== "full") throw error;
    return 1;
  }
}
