import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { table } from "../text/table.js";
import type { Finding, FindingGroup, Report } from "./report.js";

/** How many groups stand for the findings that are not shown one by one. */
const SHOWN_GROUPS = 10;

export interface ReportStyle {
  readonly paint: Colours;
  /** Id of the contract that judged messages without a known event type; undefined when one was named for all. */
  readonly anyEvent: string | undefined;
}

/** The report as people read it: counts, findings, what was tolerated, and a last line that sums up. */
export function renderReport(report: Report, { paint, anyEvent }: ReportStyle): string {
  const end = [summary(report, paint), hint(report, anyEvent)].filter((line) => line !== "").join("\n");
  const parts = [counts(report), findings(report, paint), frequent(report), observations(report), end];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function counts({ contracts, messages }: Report): string {
  if (contracts.length === 0 && messages.unreadable === 0) return "";
  const number = (amount: number) => amount.toLocaleString("en-US");
  const rows = contracts.map(({ contract, valid, invalid }) => [contract, number(valid), number(invalid)]);
  const unreadable = messages.unreadable > 0 ? [["(unreadable)", "0", number(messages.unreadable)]] : [];
  const columns = [
    { title: "contract" },
    { title: "valid", align: "right" },
    { title: "invalid", align: "right" },
  ] as const;
  return table(columns, [...rows, ...unreadable]);
}

function findings({ findings: shown }: Report, paint: Colours): string {
  return shown.map((finding) => findingLine(finding, paint)).join("\n");
}

/** `events.ndjson:12  /event_params/status  enum  one of "completed", "failed"`. */
function findingLine(
  { file, line, column, contract, pointer, code, expected }: Finding,
  paint: Colours,
): string {
  // A member is named by its pointer; only a place inside broken text needs its column.
  const place = `${printable(file)}:${line}${contract === null && column !== null ? `:${column}` : ""}`;
  const cells = contract === null ? [] : [printable(pointer === "" ? "/" : pointer)];
  return [paint.bold(place), ...cells, paint.red(code), `expected ${printable(expected)}`].join("  ");
}

function frequent({ findings: shown, findingCount, findingGroups }: Report): string {
  const hidden = findingCount - shown.length;
  if (hidden === 0) return "";
  const groups = findingGroups.slice(0, SHOWN_GROUPS);
  const columns = [
    { title: "count", align: "right" },
    { title: "contract" },
    { title: "pointer" },
    { title: "code" },
  ] as const;
  return `${count(hidden, "more finding")} not shown (--max-findings). The most frequent of all:\n${table(columns, groups.map(groupCells))}`;
}

function groupCells({ count: amount, contract, pointer, code }: FindingGroup): readonly string[] {
  return [
    amount.toLocaleString("en-US"),
    contract ?? "(unreadable)",
    contract === null ? "" : printable(pointer === "" ? "/" : pointer),
    code,
  ];
}

function observations({ observations: groups }: Report): string {
  if (groups.length === 0) return "";
  const columns = [
    { title: "count", align: "right" },
    { title: "contract" },
    { title: "pointer" },
    { title: "tolerated" },
  ] as const;
  const rows = groups.map(({ count: amount, contract, pointer, kind }) => [
    amount.toLocaleString("en-US"),
    contract,
    printable(pointer),
    kind.replace("-", " "),
  ]);
  return table(columns, rows);
}

function summary({ ok, messages, findingCount }: Report, paint: Colours): string {
  const judged = messages.valid + messages.invalid;
  if (ok) return judged === 0 ? "no messages" : paint.green(`${count(judged, "message")}, all valid`);
  const broken = messages.invalid + messages.unreadable;
  return paint.red(
    `${count(findingCount, "finding")} in ${count(broken, "message")} of ${(judged + messages.unreadable).toLocaleString("en-US")}`,
  );
}

function hint({ contracts }: Report, anyEvent: string | undefined): string {
  const unknown = contracts.find(({ contract }) => contract === anyEvent)?.invalid ?? 0;
  if (unknown === 0) return "";
  return `${count(unknown, "message")} without a known event_type: name another contract with --contract <id>`;
}
