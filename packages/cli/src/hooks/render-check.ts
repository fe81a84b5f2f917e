import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { table } from "../text/table.js";
import type { CheckReport } from "./check-report.js";

/** The report as people read it: what loads, what does not and why, and a last line that sums up. */
export function renderCheck(report: CheckReport, paint: Colours): string {
  const found = [...broken(report, paint), ...skipped(report, paint), ...ignored(report, paint)].join("\n");
  return `${[loaded(report), found, summary(report, paint)].filter((part) => part !== "").join("\n\n")}\n`;
}

function loaded({ loaded: hooks }: CheckReport): string {
  if (hooks.length === 0) return "";
  const columns = [
    { title: "#", align: "right" },
    { title: "event" },
    { title: "matcher" },
    { title: "runs for" },
    { title: "timeout", align: "right" },
    { title: "command" },
  ] as const;
  const rows = hooks.map(({ number, event, matcher, match, timeout, command }) => [
    String(number),
    event,
    matcher === null ? "-" : printable(matcher),
    runsFor(match),
    `${timeout} s`,
    printable(command),
  ]);
  return table(columns, rows);
}

function runsFor({ kind, runsFor: names }: CheckReport["loaded"][number]["match"]): string {
  if (kind === "none") return "every time";
  if (kind === "all") return "all";
  return names.length === 0 ? "none of the tools tried" : names.map(printable).join(" ");
}

function broken({ parsed, file, warnings }: CheckReport, paint: Colours): readonly string[] {
  if (parsed) return [];
  return warnings.map(
    (warning) => `${paint.bold(printable(file))}  ${paint.red("not loaded")}  ${indented(warning)}`,
  );
}

function skipped({ file, skipped: hooks }: CheckReport, paint: Colours): readonly string[] {
  return hooks.map(({ line, pointer, warning }) => {
    return [
      paint.bold(placeOf(file, line)),
      printable(pointer),
      paint.red("skipped"),
      indented(warning),
    ].join("  ");
  });
}

function ignored({ file, ignored: members }: CheckReport, paint: Colours): readonly string[] {
  return members.flatMap(({ line, pointer, reason, fix }) => [
    [paint.bold(placeOf(file, line)), printable(pointer), paint.yellow("ignored"), printable(reason)].join(
      "  ",
    ),
    `  instead: ${printable(fix)}`,
  ]);
}

function placeOf(file: string, line: number): string {
  return `${printable(file)}:${line}`;
}

/** The message of an invalid regular expression has several lines. */
function indented(text: string): string {
  return text.split("\n").map(printable).join("\n    ");
}

function summary(
  { ok, parsed, loaded: hooks, skipped: left, ignored: unread }: CheckReport,
  paint: Colours,
): string {
  if (!parsed) return paint.red("Codex loads nothing of this file");
  const parts = [
    `${count(hooks.length, "hook")} loaded`,
    ...(left.length === 0 ? [] : [`${left.length} skipped`]),
    ...(unread.length === 0 ? [] : [`${count(unread.length, "member")} ignored`]),
  ];
  return (ok ? paint.green : paint.red)(parts.join(", "));
}
