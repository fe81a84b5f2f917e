import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SpoolOptions } from "../../src/index.js";
import { type Harness, type HarnessOptions, harness, turnOf } from "./harness.js";
import { ManualClock } from "./manual-clock.js";
import { type WatchedFiles, watchedFiles } from "./watched-files.js";

/** A folder that is gone after the test. */
export function temporaryFolder(whenFinished: typeof onTestFinished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "codex-contracts-spool-"));
  whenFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface SpoolHarness extends Harness {
  readonly disk: WatchedFiles;
  readonly folder: string;
}

/** A client with a spool on the real disk and a clock that stands still. */
export function spoolHarness(
  options: Omit<HarnessOptions, "spool"> & { readonly spool?: Partial<SpoolOptions> } = {},
): SpoolHarness {
  const folder = options.spool?.folder ?? temporaryFolder();
  const disk = watchedFiles();
  const clock = options.clock ?? new ManualClock();
  clock.idle = () => disk.pending === 0;
  const spool = { ...options.spool, folder };
  const parts = { ...options.parts, files: disk.files };
  return { ...harness({ ...options, clock, spool, parts }), disk, folder };
}

/** Paths of the segments in a spool, relative to it. */
export function segmentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".spool"));
}

/** Turns of the events on disk, in order. */
export function turnsIn(folder: string): string[] {
  const lines = segmentsIn(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1));
  return lines.map((line) => turnOf(line.slice(line.indexOf("{"))));
}
