import type { Change, CompatReport, Severity, Witness } from "@codex-contracts/codegen/compat";
import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { isCounted } from "./counted.js";

/** The changes as people read them, those that break most first, each with the payloads that show it. */
export function renderTable(report: CompatReport, paint: Colours): string {
  const changes = report.changes.filter((change) => isCounted(change, report.mode));
  const title = `${printable(report.old)} → ${printable(report.new)}`;
  if (changes.length === 0) return `${title}: ${paint.green("no change")}, ${proven(report)}\n`;
  const blocks = changes.map((change) => renderChange(change, paint));
  return `${[...blocks, summary(report, changes, title, paint)].join("\n\n")}\n`;
}

function renderChange(change: Change, paint: Colours): string {
  const place = `${change.contract}${change.path === "" ? "" : ` ${change.path}`}`;
  const head = `${painted(change.severity, paint)}  ${paint.bold(printable(place))}  ${printable(change.says)}  ${paint.dim(change.rule)}`;
  return [
    head,
    ...parties(change, paint),
    ...change.witnesses.map((witness) => renderWitness(witness, paint)),
    ...(change.typescript === undefined ? [] : [`  typescript  ${change.typescript}`]),
    ...(change.note === undefined ? [] : [`  note        ${change.note}`]),
    ...alsoIn(change.alsoIn),
  ].join("\n");
}

function parties({ breaks, unknown }: Change, paint: Colours): string[] {
  const broken = breaks.filter((party) => party !== "typescript");
  return [
    ...(broken.length === 0 ? [] : [`  breaks      ${paint.red(broken.join(", "))}`]),
    ...(unknown.length === 0
      ? []
      : [`  unknown     ${paint.yellow(unknown.join(", "))}: neither proven nor shown`]),
  ];
}

const LONGEST = 400;

function renderWitness({ acceptedBy, payload, refusals }: Witness, paint: Colours): string {
  const [accepts, refuses] = acceptedBy === "old" ? ["old", "new"] : ["new", "old"];
  const text = JSON.stringify(payload);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (--json shows it whole)` : text;
  const at = refusals.slice(0, 3).map(({ path, keyword }) => `${keyword} at ${path === "" ? "/" : path}`);
  return `  ${accepts} accepts ${paint.cyan(printable(shown))}\n  ${refuses} refuses it: ${printable(at.join(", "))}`;
}

function alsoIn(contracts: readonly string[]): string[] {
  if (contracts.length === 0) return [];
  const shown = contracts.slice(0, 6).map(printable).join(", ");
  return [`  also in     ${shown}${contracts.length > 6 ? ` and ${contracts.length - 6} more` : ""}`];
}

function summary(report: CompatReport, changes: readonly Change[], title: string, paint: Colours): string {
  const of = (severity: Severity) => changes.filter((change) => change.severity === severity).length;
  const counts = (["major", "minor", "patch"] as const)
    .filter((one) => of(one) > 0)
    .map((one) => `${of(one)} ${one}`);
  const worst = report.severity === null ? "none" : painted(report.severity, paint);
  return `${title}: ${count(changes.length, "change")} (${counts.join(", ")}), the release is ${worst.trim()}\n${proven(report)}`;
}

function proven({ contracts }: CompatReport): string {
  const same = contracts.filter((one) =>
    [one.producers, one.storedData, one.consumers].every((v) => v === "compatible"),
  );
  const unknown = contracts.filter((one) =>
    [one.producers, one.storedData, one.consumers].includes("unknown"),
  );
  const rest = unknown.length === 0 ? "" : `, ${unknown.length} not known`;
  return `${same.length} of ${count(contracts.length, "contract")} proven compatible both ways${rest}`;
}

function painted(severity: Severity, paint: Colours): string {
  const text = severity.padEnd(5);
  return { major: paint.red, minor: paint.yellow, patch: paint.green }[severity](text);
}
