import { ContractError } from "./contract-error.js";
import type { Issue, Observation } from "./issue.js";
import { Report } from "./report.js";
import type { StandardIssue, StandardProps } from "./standard-schema.js";

/** A JSON Schema document (draft-07). */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export type ParseResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export type ConsumerResult<T> =
  | { readonly ok: true; readonly value: T; readonly observations: readonly Observation[] }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly observations: readonly Observation[] };

/** The open reading: unknown keys, event types and open words pass and are reported; a malformed known part fails. */
export interface Consumer<T> {
  is(value: unknown): value is T;
  /** Returns the value as it is; throws {@link ContractError}. */
  parse(value: unknown): T;
  safeParse(value: unknown): ConsumerResult<T>;
}

/**
 * One contract of the wire: its name is a type and this value. The methods judge by the producer reading
 * (closed: an unknown key is an issue, so nothing unclassified is sent); `consumer` is the open one.
 * Values are judged as JSON values and never copied or changed.
 */
export interface Contract<T> {
  /** `<family>/<name>`, e.g. `analytics/codex-turn-event`. */
  readonly id: string;
  /** Name of the type, e.g. `TurnEvent`. */
  readonly name: string;
  is(value: unknown): value is T;
  /** Returns the value as it is; throws {@link ContractError}. */
  parse(value: unknown): T;
  safeParse(value: unknown): ParseResult<T>;
  readonly consumer: Consumer<T>;
  /** The self-contained JSON Schema (draft-07, producer reading), parsed when first asked for. */
  readonly schema: JsonSchema;
  readonly "~standard": StandardProps<T>;
}

export interface ContractParts<T> {
  readonly id: string;
  readonly name: string;
  readonly is: (value: unknown) => value is T;
  readonly explain: (value: unknown, path: string, report: Report) => void;
  /** Of a small flat message: judges and explains at once, which spares the refused ones a second look. */
  readonly safeParse?: (value: unknown) => ParseResult<T>;
  /** The texts of its schema, put together when somebody asks for the schema. */
  readonly texts: () => SchemaTexts;
}

export interface SchemaTexts {
  /** Text of the contract's own schema, without what its id and name say. */
  readonly own: string;
  /** Texts of the types that it reaches, by name. */
  readonly definitions: Readonly<Record<string, string>>;
}

/** Assembles a contract from its generated parts. */
export function defineContract<T>(parts: ContractParts<T>): Contract<T> {
  const { id, name, is, explain, texts } = parts;
  let schema: JsonSchema | undefined;
  const report = (value: unknown, reading: "producer" | "consumer"): Report => {
    const found = new Report(reading);
    explain(value, "", found);
    return found;
  };
  const safeParse =
    parts.safeParse ??
    ((value: unknown): ParseResult<T> =>
      is(value) ? { ok: true, value } : { ok: false, issues: report(value, "producer").issues });
  return {
    id,
    name,
    is,
    safeParse,
    parse: (value) => unwrap(id, safeParse(value)),
    consumer: defineConsumer(id, is, (value) => report(value, "consumer")),
    get schema() {
      schema ??= assembleSchema(id, name, texts());
      return schema;
    },
    "~standard": {
      version: 1,
      vendor: "codex-contracts",
      validate: (value) =>
        is(value) ? { value } : { issues: report(value, "producer").issues.map(standardIssue) },
    },
  };
}

function assembleSchema(id: string, name: string, { own, definitions }: SchemaTexts): JsonSchema {
  const types = Object.entries(definitions).map(([type, text]) => [type, JSON.parse(text)] as const);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `https://codex-contracts.dev/bundled/${id}.schema.json`,
    title: name,
    // The texts are generated from objects.
    ...(JSON.parse(own) as JsonSchema),
    ...(types.length === 0 ? {} : { definitions: Object.fromEntries(types) }),
  };
}

/** What the producer reading accepts the consumer reading accepts too, so only the rest is looked at closely. */
function defineConsumer<T>(
  id: string,
  is: (value: unknown) => value is T,
  report: (value: unknown) => Report,
): Consumer<T> {
  const safeParse = (value: unknown): ConsumerResult<T> => {
    if (is(value)) return { ok: true, value, observations: [] };
    const { issues, observations } = report(value);
    // No issue: the value is a T that holds more than T names.
    return issues.length === 0
      ? { ok: true, value: value as T, observations }
      : { ok: false, issues, observations };
  };
  return {
    safeParse,
    is: (value): value is T => is(value) || report(value).issues.length === 0,
    parse: (value) => unwrap(id, safeParse(value)),
  };
}

function unwrap<T>(id: string, result: ParseResult<T>): T {
  if (result.ok) return result.value;
  throw new ContractError(id, result.issues);
}

function standardIssue({ path, expected }: Issue): StandardIssue {
  const segments = path.split("/").slice(1);
  return {
    message: `expected ${expected}`,
    path: segments.map((s) => s.replaceAll("~1", "/").replaceAll("~0", "~")),
  };
}
