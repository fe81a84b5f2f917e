import type { Issue } from "@codex-contracts/protocol";
import type { EventRow } from "../event/event-rows.js";
import { meant } from "../event/pointers.js";
import { counted } from "../format/numbers.js";
import { fieldId } from "./event-fields.js";

interface FindingListProps {
  readonly issues: readonly Issue[];
  readonly unknown: readonly string[];
  readonly rows: readonly EventRow[];
}

/** What was found, each with the way to its place. */
export function FindingList({ issues, unknown, rows }: FindingListProps) {
  if (issues.length + unknown.length === 0) return null;
  return (
    <section class={`findings ${issues.length > 0 ? "findings-bad" : ""}`} aria-labelledby="findings-title">
      <h3 id="findings-title">
        {issues.length > 0
          ? `${counted(issues.length, "finding")} against the contract`
          : `${counted(unknown.length, "member")} that the contract does not know`}
      </h3>
      <ul>
        {issues.map(({ path, code, expected }) => (
          <li key={`${path} ${code}`}>
            <PlaceLink path={path} rows={rows} /> expected {expected} <span class="chip">{code}</span>
          </li>
        ))}
        {unknown.map((path) => (
          <li key={path}>
            <PlaceLink path={path} rows={rows} /> is not part of the contract
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlaceLink({ path, rows }: { readonly path: string; readonly rows: readonly EventRow[] }) {
  const row = path === "" ? undefined : rows.find(({ pointer }) => meant(path, pointer));
  if (row === undefined) return <code>{path === "" ? "the event" : path}</code>;
  return (
    <a
      href={`#${fieldId(row.pointer)}`}
      onClick={(click) => {
        click.preventDefault();
        const field = document.getElementById(fieldId(row.pointer));
        field?.scrollIntoView({ block: "center" });
        field?.focus({ preventScroll: true });
      }}
    >
      <code>{path}</code>
    </a>
  );
}
