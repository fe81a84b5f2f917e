import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CLOSING, openPart, type PartFile, writeEmptyPart } from "./part-file.js";

/** The files of the parts. A part is `<id of its first segment>.sqlite` and the write-ahead log beside it. */
export interface PartFolder {
  /** The parts that are there, by the ids of their first segments, in order. */
  list(): number[];
  /** A new part without segments; it is durable, so that what is appended to it is found again. */
  create(first: number): PartFile;
  open(first: number): PartFile;
  /** Removes a part for ever; `file`: when it is open. */
  remove(first: number, file: PartFile | undefined): void;
  /** Gives back the space that is kept for the next parts; whether there was some. */
  giveSpaceBack(): boolean;
  pathOf(first: number): string;
}

/** The write-ahead log of a part, which holds what was appended to it. */
export const WAL = "-wal";
const PART = /^(\d{16})\.sqlite$/;
const DRAFT = "draft.sqlite";
/** Write-ahead logs of removed parts that the next parts overwrite: a disk overwrites much faster than it appends. */
const SPARES = ["spare-1", "spare-2"];
/** The header of a write-ahead log: without it, SQLite takes it for empty. */
const WAL_HEADER_BYTES = 32;

/** The caller has made the folder, and seen to it that no other process has it open. */
export function openPartFolder(folder: string): PartFolder {
  const at = (name: string) => join(folder, name);
  const pathOf = (first: number) => at(`${String(first).padStart(16, "0")}.sqlite`);
  const draft = at(DRAFT);
  tidy(folder);
  let empty: Buffer | undefined;
  const spares = SPARES.map(at);

  return {
    pathOf,
    list() {
      const firsts = readdirSync(folder).flatMap((name) => PART.exec(name)?.[1] ?? []);
      return firsts.toSorted().map(Number);
    },
    create(first) {
      const path = pathOf(first);
      const spare = spares.find((name) => existsSync(name));
      if (spare === undefined) writeFileSync(path + WAL, "");
      else renameSync(spare, path + WAL);
      // Always the same, and so written by SQLite once.
      empty ??= emptyPart(draft);
      writeFileSync(draft, empty);
      sync(draft);
      renameSync(draft, path);
      sync(folder);
      return openPart(path);
    },
    open: (first) => openPart(pathOf(first)),
    remove(first, file) {
      const path = pathOf(first);
      rmSync(path, { force: true });
      file?.closeRemoved();
      const spare = spares.find((name) => !existsSync(name));
      if (spare !== undefined && existsSync(path + WAL)) {
        // Before it has another name: what is in it must never be taken for what is in another part.
        clearHeader(path + WAL);
        renameSync(path + WAL, spare);
      } else rmSync(path + WAL, { force: true });
    },
    giveSpaceBack() {
      const kept = spares.filter((name) => existsSync(name));
      for (const spare of kept) rmSync(spare);
      return kept.length > 0;
    },
  };
}

/** Makes the folder when it is not there, so that it is durable. */
export function makeFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) sync(dirname(folder));
}

/** Finishes what a process was doing when it ended in the middle. */
function tidy(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(CLOSING)))
    renameSync(join(folder, name), join(folder, name.slice(0, -CLOSING.length)));
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    const part = name.endsWith(WAL) ? name.slice(0, -WAL.length) : undefined;
    // Of a part that was being made or removed.
    const isOrphan = part !== undefined && PART.test(part) && !names.has(part);
    if (isOrphan || name.startsWith(DRAFT)) rmSync(join(folder, name));
  }
}

/** The bytes of a part without segments. */
function emptyPart(draft: string): Buffer {
  writeEmptyPart(draft);
  const bytes = readFileSync(draft);
  rmSync(draft);
  return bytes;
}

function clearHeader(path: string): void {
  const file = openSync(path, "r+");
  try {
    writeSync(file, new Uint8Array(WAL_HEADER_BYTES), 0, WAL_HEADER_BYTES, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes a file, or the names in a folder, to the disk. */
function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
