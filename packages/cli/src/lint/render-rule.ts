import { type Rule, type Sample, shownSample } from "@codex-contracts/codegen/lint";
import type { Colours } from "../text/colours.js";

/** A rule as people read it: what holds, why, and what it looks like broken and kept. */
export function renderRule({ id, summary, why, severity, bad, good }: Rule, paint: Colours): string {
  const presets = Object.entries(severity).map(([preset, weight]) => `${weight} in ${preset}`);
  const shown = (word: string, samples: readonly Sample[]) =>
    samples.flatMap((sample) => [
      `${word}${sample.says === undefined ? "" : ` (${sample.says})`}:`,
      ...shownSample(sample)
        .split("\n")
        .map((line) => `  ${line}`),
      "",
    ]);
  const lines = [
    `${paint.bold(id)}  ${presets.join(", ")}`,
    "",
    summary,
    why,
    "",
    ...shown(paint.red("broken"), bad),
    ...shown(paint.green("kept"), good),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
