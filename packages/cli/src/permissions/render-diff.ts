import type { Change, Difference } from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import type { Compared } from "./diff-report.js";
import { section, sections } from "./section.js";

/** What the second profile grants or takes away, as people read it. */
export function renderDiff({ before, after, diff }: Compared, paint: Colours): string {
  const [from, to] = [printable(before.input.file), printable(after.input.file)];
  const rows = diff.differences.map((difference) => [
    paintChange(difference.change, paint),
    ...cellsOf(difference).map(printable),
  ]);
  const place = `in ${printable(before.context.cwd)}`;
  if (rows.length === 0) return `${paint.green(`${to} allows what ${from} allows`)}, ${place}\n`;
  const granted = diff.differences.filter(({ change }) => change === "grants").length;
  const taken = diff.differences.length - granted;
  const verdict = diff.grantsMore
    ? paint.red(`${to} grants more than ${from}`)
    : paint.green(`${to} grants nothing that ${from} does not`);
  const sum = `${verdict}, ${place}: ${count(granted, "grant")}, ${taken} taken away`;
  return sections([section(["change", "what", "before", "after"], rows, paint), sum]);
}

function cellsOf(difference: Difference): readonly [what: string, before: string, after: string] {
  switch (difference.kind) {
    case "enforcement":
      return ["enforced by", difference.before, difference.after];
    case "network":
      return ["network", difference.before, difference.after];
    case "place":
      return [difference.place, difference.before, difference.after];
    case "deny-glob":
      return difference.change === "grants"
        ? [difference.pattern, "none", "not denied"]
        : [difference.pattern, "not denied", "none"];
    case "scan-depth":
      return ["depth of the search for patterns", depth(difference.before), depth(difference.after)];
  }
}

function depth(bound: number | undefined): string {
  return bound === undefined ? "no bound" : String(bound);
}

function paintChange(change: Change, paint: Colours): string {
  return change === "grants" ? paint.red("grants") : paint.green("takes away");
}
