import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BASE = "https://codex-contracts.dev/schemas/";
const HEAD = { $schema: "http://json-schema.org/draft-07/schema#" };

/** Shared by every contract, as the run-time and the client are by the events. */
const PARTS = {
  Origin: objectOf({ name: text("codex_cli"), version: text("0.125.0"), system: word("linux", "macos") }),
  Usage: objectOf({ input: count("tokens"), output: count("tokens"), total: count("tokens") }),
};

/**
 * Writes contracts of the size of a middling event, each with a definition of its own, references to shared
 * parts and an example, and returns the folder with the same schemas self-contained, as other tools take them.
 */
export function writeSyntheticSchemas(root: string, contracts: number): string {
  const bundles = join(root, "bundles");
  write(join(root, "pnpm-workspace.yaml"), "packages: []\n");
  for (const [name, schema] of Object.entries(PARTS)) {
    const path = `demo/parts/${name.toLowerCase()}.schema.json`;
    writeJson(join(root, "schemas", path), {
      ...HEAD,
      $id: BASE + path,
      title: name,
      description: "A shared part.",
      ...schema,
    });
  }
  for (let i = 0; i < contracts; i++) writeContract(root, bundles, i);
  return bundles;
}

function writeContract(root: string, bundles: string, i: number): void {
  const path = `demo/event-${i}.schema.json`;
  const event = {
    description: "An event of the benchmark.",
    ...objectOf({
      event_type: { description: "Name of the event.", const: `event_${i}` },
      event_params: reference(`#/definitions/Event${i}Params`),
    }),
  };
  const own = (partRef: (name: string) => string) => ({
    [`Event${i}Params`]: { description: "Its params.", ...params(i, partRef) },
  });
  writeJson(join(root, "schemas", path), {
    ...HEAD,
    $id: BASE + path,
    title: `Event${i}`,
    "x-source": ["the benchmark"],
    "x-privacy-ceiling": "sensitive",
    ...event,
    definitions: own((name) => `parts/${name.toLowerCase()}.schema.json`),
  });
  writeJson(join(bundles, `event-${i}.json`), {
    ...HEAD,
    title: `Event${i}`,
    ...event,
    definitions: { ...own((name) => `#/definitions/${name}`), ...described(PARTS) },
  });
  writeJson(join(root, `schemas/examples/demo/event-${i}/valid/one.json`), {
    description: "An event.",
    source: "written by hand",
    value: example(i),
  });
  writeJson(join(root, `schemas/examples/demo/event-${i}/invalid/params-missing.json`), {
    description: "An event without params.",
    source: "written by hand",
    value: { event_type: `event_${i}` },
    issues: [{ path: "/event_params", code: "required" }],
  });
}

function params(i: number, partRef: (name: string) => string): object {
  return objectOf({
    thread_id: text("01a1f842-ae43-7ed3-9aa4-e26ada1003ca"),
    turn_id: nullable(text("01a1f842-ae5b-7353-aade-99e755747e88")),
    origin: reference(partRef("Origin")),
    usage: reference(partRef("Usage")),
    status: word("completed", "failed", `interrupted_${i}`),
    reason: nullable(text("context_limit")),
    first: { description: "Whether it is the first.", type: "boolean", ...leaf(true) },
    tools: { description: "Names of the tools.", type: "array", items: text("shell") },
    calls: count("count"),
    duration_ms: nullable(count("ms")),
    started_at: count("unix-s"),
    completed_at: count("unix-s"),
  });
}

function example(i: number): object {
  return {
    event_type: `event_${i}`,
    event_params: {
      thread_id: "01a1f842-ae43-7ed3-9aa4-e26ada1003ca",
      turn_id: null,
      origin: { name: "codex_cli", version: "0.125.0", system: "linux" },
      usage: { input: 1, output: 2, total: 3 },
      status: "completed",
      reason: null,
      first: true,
      tools: ["shell"],
      calls: 1,
      duration_ms: null,
      started_at: 1,
      completed_at: 2,
    },
  };
}

function objectOf(properties: object): object {
  return { type: "object", additionalProperties: false, required: Object.keys(properties), properties };
}

function reference(ref: string): object {
  return { description: "A part.", allOf: [{ $ref: ref }] };
}

function text(example: string): object {
  return { description: "A text.", type: "string", ...leaf(example) };
}

function word(...words: string[]): object {
  return { description: "A word.", type: "string", enum: words, ...leaf(words[0]) };
}

function count(unit: string): object {
  return {
    description: "A number.",
    type: "integer",
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    "x-unit": unit,
    ...leaf(1),
  };
}

function nullable(schema: object): object {
  const { type, ...rest } = schema as { type: string };
  return { type: [type, "null"], "x-null": "not known", ...rest };
}

function leaf(example: unknown): object {
  return { "x-privacy": "public", examples: [example] };
}

function described(schemas: Readonly<Record<string, object>>): object {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, { description: "A shared part.", ...schema }]),
  );
}

function writeJson(path: string, json: object): void {
  write(path, `${JSON.stringify(json, undefined, 2)}\n`);
}

function write(path: string, contents: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
