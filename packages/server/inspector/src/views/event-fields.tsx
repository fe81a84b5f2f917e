import type { EventRow } from "../event/event-rows.js";
import { inUnit, unitText, valueText } from "../event/value-text.js";
import { counted } from "../format/numbers.js";

/** The id of a field on the page. */
export function fieldId(pointer: string): string {
  return `field:${pointer}`;
}

interface EventFieldsProps {
  readonly rows: readonly EventRow[];
  readonly documented: boolean;
}

/** The members of an event from above, each with its documentation beside it. */
export function EventFields({ rows, documented }: EventFieldsProps) {
  return (
    <table class="fields" aria-label="Fields of the event">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <FieldRow key={row.pointer} row={row} documented={documented} />
        ))}
      </tbody>
    </table>
  );
}

function FieldRow({ row, documented }: { readonly row: EventRow; readonly documented: boolean }) {
  const bad = row.issues.length > 0;
  const state = bad ? "field-bad" : row.unknown ? "field-unknown" : "";
  return (
    <tr id={fieldId(row.pointer)} tabIndex={-1} class={`field-row field-${row.kind} ${state}`}>
      <th scope="row" class={`depth-${Math.min(row.depth, 6)}`} title={row.pointer}>
        {row.name}
      </th>
      <td class="field-value">
        <Value row={row} />
      </td>
      <td class="field-meaning">
        {row.issues.map(({ code, expected }) => (
          <p key={code} class="field-issue">
            <strong>Expected {expected}.</strong> <span class="chip">{code}</span>
          </p>
        ))}
        {row.unknown ? <p class="field-issue">The contract does not know this member.</p> : null}
        <Meaning row={row} documented={documented} />
      </td>
    </tr>
  );
}

function Value({ row: { kind, value, field } }: { readonly row: EventRow }) {
  if (kind === "missing") return <span class="muted">missing</span>;
  if (kind === "withheld") return <span class="muted">not kept: it may be sensitive</span>;
  if (kind !== "value")
    return <span class="muted">{counted(Number(value), kind === "list" ? "item" : "member")}</span>;
  const inWords = inUnit(value, field?.unit);
  return (
    <>
      <code class={`value value-${value === null ? "null" : typeof value}`}>{valueText(value)}</code>
      {inWords === undefined ? null : <span class="value-words">{inWords}</span>}
    </>
  );
}

function Meaning({ row, documented }: { readonly row: EventRow; readonly documented: boolean }) {
  const { field, value, unknown } = row;
  if (field === undefined)
    return documented && !unknown && row.issues.length === 0 ? <p class="muted">Not described.</p> : null;
  return (
    <>
      <p>{field.description}</p>
      {field.null_means === null ? null : (
        <p class={value === null ? "null-applies" : "muted"}>
          <code>null</code>: {field.null_means}.
        </p>
      )}
      <p class="chips">
        {row.issues.length > 0 || row.kind === "value" ? <span class="field-type">{field.type}</span> : null}
        {field.unit === null ? null : <span class="chip">{unitText(field.unit)}</span>}
        {field.privacy === null ? null : (
          <span class={`chip privacy privacy-${field.privacy}`}>{field.privacy}</span>
        )}
        {field.required ? null : <span class="chip">optional</span>}
      </p>
    </>
  );
}
