import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceFile } from "../src/source.js";
import { writeSchema } from "../src/write-schema.js";
import { exampleFile, leaf, objectOf, schemaFile } from "./tiny.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "write-schema-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What a check of some schemas says on a day; files that would be generated count as drift. */
async function check(files: readonly SourceFile[], today = "2026-06-01"): Promise<string[] | "done"> {
  for (const { path, text } of files) {
    const file = join(root, "schemas", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const result = await writeSchema({ root, check: true, only: "catalogue", today, tool: "a test" });
  if (result.outcome === "problems") return result.problems.map(({ file, rule }) => `${file} ${rule}`);
  return "done";
}

const contract = (more: Record<string, unknown>) => [
  schemaFile("demo/one.schema.json", {
    title: "One",
    ...objectOf({ a: { ...leaf({ type: "string" }, "x"), "x-privacy": "sensitive" } }),
    ...more,
  }),
  exampleFile("demo/one", "empty", {}),
  exampleFile("demo/one", "list", [], [{ path: "", code: "type" }]),
];

const WAIVER: SourceFile = {
  path: "demo/one.waivers.json",
  text: JSON.stringify({
    waivers: [
      { rule: "privacy-ceiling", at: "One.a", reason: "Needed.", owner: "us", expires: "2026-06-30" },
    ],
  }),
};

describe("write-schema", () => {
  it("writes nothing from schemas that the linter finds fault with", async () => {
    expect(await check(contract({}))).toEqual(["demo/one.schema.json contract-ceiling"]);
    expect(await check(contract({ "x-privacy-ceiling": "public" }))).toEqual([
      "demo/one.schema.json privacy-ceiling",
    ]);
  });

  it("takes a waiver until its last day", async () => {
    const files = [...contract({ "x-privacy-ceiling": "public" }), WAIVER];
    expect(await check(files, "2026-06-30")).toBe("done");
    expect(await check(files, "2026-07-01")).toEqual(["demo/one.waivers.json waiver-expired"]);
  });

  it("keeps what the generator cannot do without, whatever lint.json says", async () => {
    const lax = {
      path: "lint.json",
      text: '{ "preset": "contracts", "rules": { "closed-objects": "off" } }',
    };
    const open = contract({ "x-privacy-ceiling": "sensitive", additionalProperties: undefined });
    expect(await check([...open, lax])).toEqual(["demo/one.schema.json closed-objects"]);
  });
});
