import { describe, expect, it } from "vitest";
import { exampleFile, leaf, objectOf, schemaFile, TINY } from "../../test/tiny.js";
import { accepts } from "../accepts.js";
import { buildModel } from "../build-model.js";
import { checkExamples } from "../check-examples.js";
import type { Model } from "../model.js";
import type { SourceFile } from "../source.js";
import { caseFile } from "./case-file.js";
import { type IssuesOf, missingCases } from "./fix.js";
import { branchTags } from "./judge.js";
import { nameOf } from "./mutant.js";
import { mutantsOf } from "./mutants-of.js";
import { score } from "./score.js";
import { parseSurvivors, scorePage, verdictOf } from "./score-page.js";

const ISSUES: IssuesOf = () => [{ path: "/a", code: "type" }];
const text = leaf({ type: "string" }, "a");

function modelOf(files: readonly SourceFile[]): Model {
  const { model, problems } = buildModel(files);
  expect(problems).toEqual([]);
  return model;
}

/** A contract `demo/one` with a valid example. */
function one(schema: Record<string, unknown>, value: unknown, ...more: readonly SourceFile[]): SourceFile[] {
  return [
    schemaFile("demo/one.schema.json", { title: "One", ...schema }),
    exampleFile("demo/one", "base", value),
    ...more,
  ];
}

function namesOf(schema: Record<string, unknown>, value: unknown): string[] {
  const model = modelOf(one(schema, value));
  return model.types.flatMap((type) => mutantsOf(model, type, branchTags(model)).map(nameOf));
}

const number = leaf({ type: "integer", minimum: 1, maximum: 9, "x-unit": "count" }, 1);
const nullable = leaf({ type: ["string", "null"], "x-null": "none" }, "a");
const tagged = (tag: string, more = {}) =>
  objectOf(
    { type: { const: tag, description: "Tag." }, ...more },
    { description: "A branch.", required: ["type"] },
  );

/** A form of schema, a value of it, and the changes that are made to it. */
const FORMS: readonly (readonly [
  what: string,
  schema: Record<string, unknown>,
  value: unknown,
  names: readonly string[],
])[] = [
  [
    "text that is not empty",
    objectOf({ a: { ...text, minLength: 1 } }, { required: ["a"] }),
    { a: "x" },
    [
      "One: type",
      "One: required a",
      "One: additionalProperties",
      "One.a: null",
      "One.a: type",
      "One.a: minLength",
    ],
  ],
  [
    "text that may be null",
    objectOf({ a: nullable }),
    { a: null },
    [
      "One: type",
      "One: optional a",
      "One: property a",
      "One: additionalProperties",
      "One.a: branch 0",
      "One.a: null",
      "One.a: type",
    ],
  ],
  [
    "a number",
    objectOf({ a: number }, { required: ["a"] }),
    { a: 5 },
    [
      "One: type",
      "One: required a",
      "One: additionalProperties",
      "One.a: null",
      "One.a: type",
      "One.a: integer",
      "One.a: minimum",
      "One.a: minimum - 1",
      "One.a: maximum",
      "One.a: maximum + 1",
      "One.a: minimum + 1",
      "One.a: maximum - 1",
    ],
  ],
  [
    "words",
    objectOf({ a: leaf({ type: "string", enum: ["x", "y"] }, "x") }, { required: ["a"] }),
    { a: "x" },
    [
      "One: type",
      "One: required a",
      "One: additionalProperties",
      "One.a: null",
      "One.a: enum",
      "One.a: type",
      "One.a: word x",
      "One.a: word y",
    ],
  ],
  [
    "a list",
    objectOf(
      { a: { description: "A list.", type: "array", items: text, minItems: 1, maxItems: 2 } },
      { required: ["a"] },
    ),
    { a: ["x"] },
    [
      "One: type",
      "One: required a",
      "One: additionalProperties",
      "One.a: null",
      "One.a: type",
      "One.a: minItems",
      "One.a: minItems + 1",
      "One.a: maxItems",
      "One.a: maxItems - 1",
      "One.a[]: null",
      "One.a[]: type",
    ],
  ],
  [
    "a map",
    { type: "object", additionalProperties: text, "x-key-privacy": "public", minProperties: 1 },
    { k: "x" },
    [
      "One: type",
      "One: additionalProperties",
      "One: minProperties",
      "One: minProperties + 1",
      "One.*: null",
      "One.*: type",
    ],
  ],
  [
    "a tagged union, whose tags are left to it",
    { oneOf: [tagged("x"), tagged("y")], discriminator: { propertyName: "type" } },
    { type: "x" },
    [
      "One: type",
      "One: branch x",
      "One: branch y",
      "One[x]: type",
      "One[x]: additionalProperties",
      "One[y]: type",
      "One[y]: additionalProperties",
    ],
  ],
  [
    "rules between members",
    objectOf(
      { a: text, b: text, c: text },
      { "x-exclusive": ["a", "b"], "x-requires": [{ when: "a", then: "c" }] },
    ),
    {},
    [
      "One: type",
      "One: optional a",
      "One: property a",
      "One: optional b",
      "One: property b",
      "One: optional c",
      "One: property c",
      "One: additionalProperties",
      "One: x-exclusive a",
      "One: x-exclusive b",
      "One: x-requires a, c",
      "One.a: null",
      "One.a: type",
      "One.b: null",
      "One.b: type",
      "One.c: null",
      "One.c: type",
    ],
  ],
];

describe.each(FORMS)("%s", (_what, schema, value, names) => {
  it("is changed in each of its constraints", () => {
    expect(namesOf(schema, value)).toEqual(names);
  });

  it("gets cases that are judged as filed and notice every change", () => {
    const files = one(schema, value);
    const model = modelOf(files);
    const found = missingCases(model, ISSUES).get("demo/one");
    const { valid = [], invalid = [] } = found ?? {};
    const root = model.contracts[0]?.type.node ?? { kind: "any" };
    for (const each of valid) expect(accepts(model, root, each.value), each.name).toBe(true);
    for (const each of invalid) expect(accepts(model, root, each.value), each.name).toBe(false);
    const text = caseFile(valid, invalid);
    const after = modelOf([...files, { path: "examples/demo/one/cases.json", text }]);
    expect(checkExamples(after)).toEqual([]);
    expect(score(after).flatMap(({ survivors }) => survivors.map(nameOf))).toEqual([]);
    expect(missingCases(after, ISSUES).get("demo/one")).toEqual({ valid: [], invalid: [] });
  });
});

describe("the score", () => {
  it("counts a change as noticed when an example is judged otherwise", () => {
    const before = score(modelOf(TINY))[0];
    const refused = exampleFile("demo/tiny", "no-name", {}, [{ path: "/name", code: "required" }]);
    const after = score(modelOf([...TINY, refused]))[0];
    const names = (each = before) => each?.survivors.map(nameOf);
    expect(names()).toContain("Tiny: required name");
    // Without the name it is not a value of any object either.
    const gone = ["Tiny: type", "Tiny: required name"];
    expect(names(after)).toEqual(names()?.filter((name) => !gone.includes(name)));
  });

  it("takes an example of a contract for the parts that it holds", () => {
    const part = schemaFile("demo/parts/part.schema.json", {
      title: "Part",
      ...objectOf({ a: text }, { required: ["a"] }),
    });
    const files = one(
      { ...objectOf({ p: { description: "A part.", allOf: [{ $ref: "parts/part.schema.json" }] } }) },
      { p: { a: "x" } },
      part,
    );
    const invalid = exampleFile("demo/one", "empty-part", { p: {} }, [{ path: "/p/a", code: "required" }]);
    const names = (sources: readonly SourceFile[]) =>
      score(modelOf(sources)).flatMap((f) => f.survivors.map(nameOf));
    expect(names(files)).toContain("Part: required a");
    expect(names([...files, invalid])).not.toContain("Part: required a");
  });

  it("asks for a reason for every survivor, and for survivors for every reason", () => {
    const scores = score(modelOf(TINY));
    const reasons = [
      { mutant: "Tiny: required name", reason: "nobody leaves it out" },
      { mutant: "Tiny: gone", reason: "it was" },
    ];
    const { unnoticed, needless } = verdictOf(
      scores,
      parseSurvivors({ survivors: [...reasons, { mutant: "x" }] }),
    );
    expect(unnoticed).not.toContain("Tiny: required name");
    expect(unnoticed).toContain("Tiny.name: null");
    expect(needless).toEqual(["Tiny: gone"]);
    expect(scorePage(scores, reasons)).toContain("| `Tiny: required name` | nobody leaves it out |");
  });
});

describe("cases that cannot be read", () => {
  const cases = (valid: unknown, invalid: unknown = []) => ({
    path: "examples/demo/tiny/cases.json",
    text: JSON.stringify({ source: "a test", valid, invalid }),
  });
  const good = { name: "bob", description: "Another.", base: "one", changes: [["/name", "bob"]] };

  it.each([
    ["no lists", cases(undefined), ""],
    ["no name", cases([{ ...good, name: undefined }]), "/valid/0"],
    ["a base that is no example", cases([{ ...good, base: "two" }]), "/valid/0"],
    ["no change", cases([{ ...good, changes: [] }]), "/valid/0"],
    ["a change of a place that is not there", cases([{ ...good, changes: [["/x/y", 1]] }]), "/valid/0"],
    ["issues of a valid case", cases([{ ...good, issues: [{ path: "", code: "type" }] }]), "/valid/0"],
    ["no issues of an invalid one", cases([], [good]), "/invalid/0"],
    ["one name twice", cases([good, good]), "/valid/1"],
  ])("%s is a problem", (_what, file, pointer) => {
    const { problems } = buildModel([...TINY, file]);
    expect(problems).toEqual([expect.objectContaining({ file: file.path, rule: "example-form", pointer })]);
  });

  it("are judged like examples", () => {
    const { model } = buildModel([...TINY, cases([{ ...good, changes: [["/name", 1]] }])]);
    expect(checkExamples(model)).toEqual([
      expect.objectContaining({ rule: "example-verdict", pointer: "/valid/0" }),
    ]);
  });
});
