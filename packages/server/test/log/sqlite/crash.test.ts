import {
  cpSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPart, writeEmptyPart } from "../../../src/log/sqlite/part-file.js";
import { openSegmentLog, type SegmentLog } from "../../../src/log/sqlite/segment-log.js";

let root = "";
const path = () => join(root, "log");
const at = (name: string) => join(path(), name);
const ALL = { entries: 1e9, bytes: 1e9 };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "crash-"));
});
afterEach(() => rm(root, { recursive: true }));

const segment = (text: string) => ({ data: Buffer.from(text), entries: 1, oldest: 5 });

function readAll(log: SegmentLog): string[] {
  const texts: string[] = [];
  for (let after = log.settled(); ; ) {
    const segments = log.read(after, { entries: 2, bytes: 1e9 });
    if (segments.length === 0) return texts;
    texts.push(...segments.map(({ data }) => Buffer.from(data).toString()));
    after = segments.at(-1)?.id ?? after;
  }
}

/** What a process finds that starts now, and that it can go on from there. */
function found(folder: string): string[] {
  const log = openSegmentLog(folder, { partBytes: 1 });
  try {
    const texts = readAll(log);
    expect(log.lag().entries).toBe(texts.length);
    log.append([segment("more")]);
    expect(readAll(log)).toEqual([...texts, "more"]);
    return texts;
  } finally {
    log.close();
  }
}

/** The names of the parts, in order. */
const parts = () => readdirSync(path()).filter((name) => /^\d{16}\.sqlite$/.test(name));
const later = "9000000000000000.sqlite";

interface CrashPoint {
  readonly when: string;
  /** What the process has left of a folder with the parts a, b, and c with d; `done`: a is settled. */
  readonly left: (names: { a: string; b: string; cd: string }) => void;
  readonly settled?: boolean;
  readonly found: readonly string[];
}

const CRASH_POINTS: readonly CrashPoint[] = [
  { when: "nothing", left: () => {}, found: ["a", "b", "c", "d"] },
  {
    when: "a part is made: its write-ahead log is there",
    left: () => writeFileSync(at(`${later}-wal`), ""),
    found: ["a", "b", "c", "d"],
  },
  {
    when: "a part is made: its write-ahead log was that of a removed part",
    left: ({ a }) => cpSync(at(`${a}-wal`), at(`${later}-wal`)),
    found: ["a", "b", "c", "d"],
  },
  {
    when: "a part is made: its file is written",
    left: () => writeFileSync(at("draft.sqlite"), Buffer.alloc(5000)),
    found: ["a", "b", "c", "d"],
  },
  {
    when: "the first part of all is made: SQLite writes its file",
    left: () => {
      writeFileSync(at("draft.sqlite"), Buffer.alloc(8192));
      writeFileSync(at("draft.sqlite-wal"), Buffer.alloc(100));
      writeFileSync(at("draft.sqlite-journal"), Buffer.alloc(100));
    },
    found: ["a", "b", "c", "d"],
  },
  {
    when: "a part is made, and nothing is appended yet",
    left: () => {
      writeEmptyPart(at(later));
      writeFileSync(at(`${later}-wal`), "");
    },
    found: ["a", "b", "c", "d"],
  },
  {
    when: "the first append to a part: it is not whole",
    left: () => {
      writeEmptyPart(at(later));
      const part = openPart(at(later));
      part.append([segment("e".repeat(50_000))], 9_000_000_000_000_000);
      part.close();
      truncateSync(at(`${later}-wal`), statSync(at(`${later}-wal`)).size - 100);
    },
    found: ["a", "b", "c", "d"],
  },
  {
    when: "a later append to a part: it is not whole",
    left: ({ cd }) => truncateSync(at(`${cd}-wal`), statSync(at(`${cd}-wal`)).size - 100),
    found: ["a", "b", "c"],
  },
  {
    when: "a part is closed",
    left: ({ cd }) => renameSync(at(cd), at(`${cd}.closing`)),
    found: ["a", "b", "c", "d"],
  },
  {
    when: "a part is removed: its file has gone",
    settled: true,
    left: ({ a }) => rmSync(at(a)),
    found: ["b", "c", "d"],
  },
  {
    when: "a part is removed: both files have gone, the state is older",
    settled: true,
    left: ({ a }) => {
      rmSync(at(a));
      rmSync(at(`${a}-wal`));
    },
    found: ["b", "c", "d"],
  },
  {
    when: "something was settled: the state is older",
    settled: true,
    left: () => {},
    found: ["a", "b", "c", "d"],
  },
  {
    when: "the state was never written",
    left: () => {
      for (const name of readdirSync(path())) if (name.startsWith("state")) rmSync(at(name));
    },
    found: ["a", "b", "c", "d"],
  },
  {
    when: "somebody has looked into a part with another SQLite, which has moved everything into its file",
    left: ({ b }) => {
      const part = openPart(at(b));
      part.closeRemoved();
    },
    found: ["a", "b", "c", "d"],
  },
];

describe("a process that is killed", () => {
  it.each(CRASH_POINTS)("while $when", ({ left, found: expected }) => {
    const log = openSegmentLog(path(), { partBytes: 1 });
    for (const text of ["a", "b"]) log.append([segment(text)]);
    log.close();
    const last = openSegmentLog(path());
    for (const text of ["c", "d"]) last.append([segment(text)]);
    last.close();
    const [a = "", b = "", cd = ""] = parts();
    left({ a, b, cd });
    expect(found(path())).toEqual(expected);
    const names = readdirSync(path());
    expect(names.filter((name) => name.endsWith("-wal") && !names.includes(name.slice(0, -4)))).toEqual([]);
    expect(existsSync(at("draft.sqlite"))).toBe(false);
  });

  it("loses nothing that was appended and not settled, whenever it is killed", { timeout: 60_000 }, () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ append: fc.integer({ min: 1, max: 60_000 }) }) },
      { weight: 2, arbitrary: fc.record({ settle: fc.integer({ min: 1, max: 4 }) }) },
      fc.constant({ read: true }),
      fc.constant({ save: true }),
      fc.constant({ restart: true }),
    );
    let run = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const folder = join(root, `run-${run++}`);
        const open = () => openSegmentLog(folder, { partBytes: 100_000 });
        let log = open();
        const ids: number[] = [];
        let settled = 0;
        const killed = join(root, "killed");
        for (const each of steps) {
          if ("append" in each) ids.push(...log.append([segment(`${ids.length} `.padEnd(each.append, "."))]));
          else if ("settle" in each) {
            settled = Math.min(ids.length, settled + each.settle);
            log.settle(ids[settled - 1] ?? 0);
          } else if ("read" in each) expect(readAll(log).length).toBe(ids.length - settled);
          else if ("save" in each) log.save();
          else {
            log.close();
            log = open();
          }
          // What another process finds is what the operating system has when this one ends.
          cpSync(folder, killed, { recursive: true });
          const numbers = found(killed).map((text) => Number.parseInt(text, 10));
          rmSync(killed, { recursive: true });
          expect(numbers).toEqual(numbers.map((_, i) => ids.length - numbers.length + i));
          expect(numbers.length).toBeGreaterThanOrEqual(ids.length - settled);
        }
        log.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 100 },
    );
  });

  it("loses nothing of a part that was settled as far as it went, and then went on", () => {
    const log = openSegmentLog(path(), { partBytes: 100_000 });
    const append = (text: string) => log.append([segment(text)])[0] ?? 0;
    const [a] = [append("a")];
    log.settle(a);
    const [b] = [append("b"), append("c")];
    expect(log.lag().entries).toBe(2);
    log.settle(b);
    expect(log.lag().entries).toBe(1);
    log.append([segment("d".repeat(200_000))]);
    expect(readAll(log).map((text) => text[0])).toEqual(["c", "d"]);
    log.close();
    expect(found(path()).map((text) => text[0])).toEqual(["c", "d"]);
  });

  it("has its files removed by a log that follows only when all of them are settled", () => {
    const log = openSegmentLog(path(), { partBytes: 1 });
    const ids = ["a", "b"].flatMap((text) => log.append([segment(text)]));
    log.settle(ids[0] ?? 0);
    log.close();
    const next = openSegmentLog(path());
    expect(parts().length).toBe(1);
    next.settle(ids[1] ?? 0);
    expect(parts().length).toBe(0);
    expect(next.read(0, ALL)).toEqual([]);
    next.close();
  });
});
