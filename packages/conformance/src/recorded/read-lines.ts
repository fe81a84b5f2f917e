import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../json.js";
import { packageRoot } from "../workspace.js";

/** A line of a recorded file: what was asked, and what a real Codex made of it. */
export interface RecordedLine {
  readonly name: string;
  readonly [member: string]: Json | undefined;
}

/** Reads one of the files in `recorded/`. */
export function readLines<Line extends RecordedLine>(file: string): Line[] {
  const text = readFileSync(join(packageRoot, "recorded", file), "utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  // The files are part of this package; each test that reads one counts its lines.
  return lines.map((line) => JSON.parse(line) as Line);
}
