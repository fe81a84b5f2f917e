import { createTwoFilesPatch } from "diff";
import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import type { CheckReport, Finding } from "./check-copies.js";

/** The copies that differ, each with its difference, and the command that mends them. */
export function renderCheck(report: CheckReport, paint: Colours): string {
  const { findings, copies, protocol } = report;
  const held = `${count(copies, "copy").replace(/copys$/, "copies")} held against @codex-contracts/protocol ${protocol}`;
  if (copies === 0) return `no file here was copied or generated from the contracts\n`;
  if (findings.length === 0) return `${paint.green("all up to date")}: ${held}\n`;
  const blocks = findings.map((finding) => renderFinding(finding, paint));
  const open = findings.filter(({ fixed }) => !fixed);
  const mend = open.some(({ problem }) => problem === "differs") ? ["→ codex-contracts check --fix"] : [];
  const sum =
    open.length === 0 ? `${findings.length} mended: ${held}` : `${open.length} out of date: ${held}`;
  return `${[...blocks, sum, ...mend].join("\n")}\n`;
}

const MOST_LINES = 60;

function renderFinding({ file, problem, fixed, is, shouldBe, severity }: Finding, paint: Colours): string {
  const name = paint.bold(printable(file));
  if (fixed) return `${paint.green("mended")}  ${name}`;
  if (problem === "gone")
    return `${paint.red("gone")}  ${name}\n  the installed version has no such contract: remove the file or install another version`;
  if (problem === "unreadable") return `${paint.red("unreadable")}  ${name}\n  it is not JSON`;
  const behind = severity === null ? "" : `  ${severity} change`;
  // Past this many edits a difference tells nothing, and finding it takes long.
  const options = { context: 2, maxEditLength: 2_000 };
  const patch = createTwoFilesPatch(file, "installed", is, shouldBe, undefined, undefined, options);
  if (patch === undefined)
    return `${paint.red("differs")}  ${name}${behind}
  in too many places to show`;
  const lines = patch
    .split("\n")
    .slice(3, 3 + MOST_LINES)
    .map((line) => painted(line, paint));
  return `${paint.red("differs")}  ${name}${behind}\n${lines.join("\n")}`;
}

function painted(line: string, paint: Colours): string {
  const text = printable(line);
  if (line.startsWith("+")) return paint.green(text);
  return line.startsWith("-") ? paint.red(text) : text;
}
