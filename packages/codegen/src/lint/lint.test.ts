import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.js";
import type { SourceFile } from "../source.js";
import { lint } from "./lint.js";
import { ruleById } from "./rules.js";
import { objectSchema, sourcesOf, TEXT } from "./sample.js";

const TODAY = "2026-06-01";
const WAIVER = {
  rule: "privacy-ceiling",
  at: ["Thing.a"],
  reason: "Needed.",
  owner: "somebody",
  expires: "2026-06-30",
};

/** A contract with a value above its ceiling, and what lies beside it. */
function files(more: Readonly<Record<string, Json>>, members: JsonObject = { a: secret }): SourceFile[] {
  return [
    ...sourcesOf({ schema: { "x-privacy-ceiling": "internal", ...objectSchema(members) } }),
    ...Object.entries(more).map(([path, json]) => ({ path, text: JSON.stringify(json) })),
  ];
}
const secret = { ...TEXT, "x-privacy": "sensitive" };

function verdict(sources: readonly SourceFile[], today = TODAY) {
  const { findings, waived } = lint(sources, { today, preset: "contracts" });
  return { rules: findings.map((f) => f.rule), waived: waived.map((w) => w.finding.place) };
}

describe("a waiver", () => {
  const waivers = (...list: object[]) => files({ "demo/thing.waivers.json": { waivers: list as Json[] } });

  it("accepts the finding that it names", () => {
    expect(verdict(waivers(WAIVER))).toEqual({ rules: [], waived: ["Thing.a"] });
  });

  it("holds on its last day and has run out on the next", () => {
    expect(verdict(waivers(WAIVER), "2026-06-30").rules).toEqual([]);
    expect(verdict(waivers(WAIVER), "2026-07-01").rules).toEqual(["waiver-expired"]);
  });

  it("must not name a place that needs none", () => {
    expect(verdict(waivers({ ...WAIVER, at: ["Thing.a", "Thing.b"] }))).toEqual({
      rules: ["waiver-needless"],
      waived: ["Thing.a"],
    });
  });

  it("is about the schema beside it and about no other rule", () => {
    const elsewhere = files({ "demo/other.waivers.json": { waivers: [WAIVER] } });
    expect(verdict(elsewhere).rules).toEqual(["waiver-needless", "privacy-ceiling"]);
    expect(verdict(waivers({ ...WAIVER, rule: "unit" })).rules).toEqual([
      "privacy-ceiling",
      "waiver-needless",
    ]);
  });

  it.each([
    ["rule", { ...WAIVER, rule: "no-such-rule" }],
    ["at", { ...WAIVER, at: [] }],
    ["reason", { ...WAIVER, reason: " " }],
    ["owner", { ...WAIVER, owner: 1 }],
    ["expires", { ...WAIVER, expires: "2026-02-30" }],
    ["rule, at, reason, owner, expires", {}],
  ])("without a usable %s is refused", (what, waiver) => {
    const { findings } = lint(waivers(waiver), { today: TODAY, preset: "contracts" });
    const found = findings.find((f) => f.rule === "waiver-form");
    expect(found?.message).toBe(`the waiver has no usable ${what}`);
  });
});

describe("lint.json", () => {
  const configured = (config: object) => files({ "lint.json": config as Json });

  it("changes how much a rule weighs", () => {
    const { findings } = lint(configured({ preset: "contracts", rules: { "privacy-ceiling": "warning" } }), {
      today: TODAY,
    });
    expect(findings).toMatchObject([{ rule: "privacy-ceiling", severity: "warning" }]);
    expect(verdict(configured({ preset: "contracts", rules: { "privacy-ceiling": "off" } })).rules).toEqual(
      [],
    );
  });

  it("names the preset of the folder", () => {
    expect(lint(configured({ preset: "contracts" }), { today: TODAY }).preset).toBe("contracts");
    expect(lint(files({}), { today: TODAY }).preset).toBe("portable");
  });

  it.each([
    ["a setting that is none", { preset: "contracts", rule: {} }, "/rule"],
    ["a preset that is none", { preset: "strict" }, "/preset"],
    ["a rule that is none", { rules: { "no-such-rule": "off" } }, "/rules/no-such-rule"],
    ["a severity that is none", { rules: { unit: "info" } }, "/rules/unit"],
    ["a style that is none", { names: { "demo/": "Title Case" } }, "/names/demo~1"],
  ])("with %s is told where", (_what, config, pointer) => {
    const { findings } = lint(configured(config), { today: TODAY });
    expect(findings.filter((f) => f.rule === "lint-config")).toMatchObject([{ pointer }]);
  });
});

describe("the ceiling of a contract", () => {
  const part = (schema: JsonObject) => ({
    path: "demo/parts/part.schema.json",
    text: JSON.stringify({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "https://codex-contracts.dev/schemas/demo/parts/part.schema.json",
      title: "Part",
      description: "A part.",
      ...schema,
    }),
  });
  const to = (ref: string) => ({ description: "A part.", allOf: [{ $ref: ref }] });
  const tagged = (value: string, members: JsonObject) => ({
    description: "A branch.",
    ...objectSchema({ type: { const: value, description: "The tag." }, ...members }, { required: ["type"] }),
  });

  it.each<[what: string, member: JsonObject, part: JsonObject, place: string]>([
    ["a reference", to("parts/part.schema.json"), objectSchema({ b: secret }), "Thing.a.b"],
    [
      "a list",
      { description: "A list.", type: "array", items: { $ref: "parts/part.schema.json" } },
      secret,
      "Thing.a[]",
    ],
    [
      "a map",
      {
        description: "A map.",
        type: "object",
        additionalProperties: { $ref: "parts/part.schema.json" },
        "x-key-privacy": "public",
      },
      secret,
      "Thing.a.*",
    ],
    [
      "the names of a map",
      to("parts/part.schema.json"),
      { type: "object", additionalProperties: TEXT, "x-key-privacy": "sensitive" },
      "Thing.a.* (the name)",
    ],
    [
      "a tagged union",
      to("parts/part.schema.json"),
      { oneOf: [tagged("x", {}), tagged("y", { c: secret })], discriminator: { propertyName: "type" } },
      "Thing.a[y].c",
    ],
    [
      "a union by type",
      {
        description: "Null or a part.",
        "x-null": "none",
        anyOf: [{ $ref: "parts/part.schema.json" }, { type: "null" }],
      },
      objectSchema({ b: secret }),
      "Thing.a.b",
    ],
    [
      "an open object",
      to("parts/part.schema.json"),
      objectSchema({}, { additionalProperties: true }),
      "Thing.a.*",
    ],
  ])("sees through %s", (_what, member, schema, place) => {
    const { findings } = lint([...files({}, { a: member }), part(schema)], {
      today: TODAY,
      preset: "contracts",
    });
    expect(findings.filter((f) => f.rule === "privacy-ceiling")).toMatchObject([
      { file: "demo/thing.schema.json", place, message: `${place}: sensitive above internal` },
    ]);
  });
});

describe("the linter", () => {
  it("finds the same whatever the order of the files", () => {
    const sources = files({ "lint.json": { preset: "contracts" } });
    const options = { today: TODAY };
    expect(lint([...sources].reverse(), options)).toEqual(lint(sources, options));
  });

  it("lists every rule that the builder of the model reports", () => {
    const folder = new URL("..", import.meta.url);
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(new URL(name, folder), "utf8"));
    const reported = texts.flatMap((text) =>
      [...text.matchAll(/report\w*(?:\([^()]*\))?\(\s*[^,]+,\s*"([a-z-]+)",/g)].map(
        (match) => match[1] ?? "",
      ),
    );
    expect(reported.length).toBeGreaterThan(30);
    expect([...new Set(reported)].filter((id) => ruleById(id) === undefined)).toEqual([]);
  });
});
