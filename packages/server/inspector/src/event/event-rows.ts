import type { Issue } from "@codex-contracts/protocol";
import type { ContractAnswer, FieldDocumentation, Findings } from "../../../src/api/wire.js";
import { escapeSegment, isObject, segmentsOf } from "./json.js";
import { fillIn, meant } from "./pointers.js";

/** One line of an event as it is shown. */
export interface EventRow {
  readonly pointer: string;
  readonly name: string;
  readonly depth: number;
  /**
   * `missing` stands for a member that an issue asks for and the event does not have, `withheld` for one that the
   * event had and the server did not keep.
   */
  readonly kind: "value" | "object" | "list" | "missing" | "withheld";
  /** The value of a leaf; for others how much is inside. */
  readonly value: unknown;
  readonly field: FieldDocumentation | undefined;
  readonly issues: readonly Issue[];
  /** The contract does not know this member. */
  readonly unknown: boolean;
}

/** An event line by line, depth first, with what its contract says and what was found in place. */
export function eventRows(
  event: unknown,
  contract: Pick<ContractAnswer, "fields"> | undefined,
  findings: Findings,
): EventRow[] {
  const leaves = new Map<string, unknown>();
  const found: EventRow[] = [];

  function visit(value: unknown, pointer: string, name: string): void {
    leaves.set(pointer, value);
    const members = isObject(value)
      ? Object.entries(value)
      : Array.isArray(value)
        ? value.map((item, index) => [String(index), item] as const)
        : [];
    if (pointer !== "") {
      const kind = Array.isArray(value) ? "list" : isObject(value) ? "object" : "value";
      found.push(row(pointer, name, kind, kind === "value" ? value : members.length));
    }
    for (const [key, member] of members) visit(member, `${pointer}/${escapeSegment(key)}`, key);
  }

  function row(pointer: string, name: string, kind: EventRow["kind"], value: unknown): EventRow {
    return {
      pointer,
      name,
      depth: segmentsOf(pointer).length - 1,
      kind,
      value,
      field: undefined,
      issues: findings.issues.filter((issue) => meant(issue.path, pointer)),
      unknown: findings.unknown_keys.some((key) => meant(key, pointer)),
    };
  }

  visit(event, "", "");
  const absent = [
    ...findings.issues.map(
      ({ path, code }) => ({ path, kind: code === "required" ? "missing" : "withheld" }) as const,
    ),
    ...findings.unknown_keys.map((path) => ({ path, kind: "withheld" }) as const),
  ];
  for (const { path, kind } of absent) {
    if (path === "" || found.some(({ pointer }) => meant(path, pointer))) continue;
    const name = segmentsOf(path).at(-1) ?? "";
    found.splice(placeOf(path, found), 0, row(path, name, kind, undefined));
  }
  const fields = contract?.fields ?? [];
  return found.map((each) => ({ ...each, field: fieldOf(each.pointer, fields, leaves) }));
}

/** A missing member stands at the end of the object that should hold it. */
function placeOf(path: string, rows: readonly EventRow[]): number {
  const parent = path.slice(0, path.lastIndexOf("/"));
  const last = rows.findLastIndex(({ pointer }) => pointer === parent || pointer.startsWith(`${parent}/`));
  return last === -1 ? rows.length : last + 1;
}

/** What the contract says of a place: of the branches of a union the one that the event has chosen. */
function fieldOf(
  pointer: string,
  fields: readonly FieldDocumentation[],
  values: ReadonlyMap<string, unknown>,
): FieldDocumentation | undefined {
  const candidates = fields.filter(({ path }) => meant(path, pointer));
  return (
    candidates.find(({ only_when }) =>
      only_when.every(({ path, value }) => values.get(fillIn(path, pointer)) === value),
    ) ?? candidates[0]
  );
}

/** Issues about the event as a whole, which no line can carry. */
export function issuesOfWhole({ issues }: Findings): readonly Issue[] {
  return issues.filter(({ path }) => path === "");
}
