import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCache } from "../src/run-cache.js";
import type { SourceFile } from "../src/source.js";
import { writeSchema } from "../src/write-schema.js";
import { exampleFile, leaf, objectOf, schemaFile } from "./tiny.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "write-schema-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(files: readonly SourceFile[]): void {
  for (const { path, text } of files) {
    const file = join(root, "schemas", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What a check of some schemas says on a day; files that would be generated count as drift. */
async function check(files: readonly SourceFile[], today = "2026-06-01"): Promise<string[] | "done"> {
  put(files);
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

describe("what a run leaves behind", () => {
  const SOUND = contract({ "x-privacy-ceiling": "sensitive" });
  const run = async (options: { check: boolean; tool?: string }) => {
    const result = await writeSchema({ root, today: "2026-06-01", tool: "a test", ...options });
    return result.outcome === "done"
      ? result.changes.map(({ kind, path }) => `${kind} ${path}`)
      : result.outcome;
  };

  it("hides nothing from a check: neither an edit that keeps size and time, nor a new example or schema", async () => {
    put(SOUND);
    await run({ check: false });
    expect(await run({ check: true })).toEqual([]);
    for (const path of [
      "packages/protocol/src/gen/demo/one.is.ts",
      "packages/protocol/src/gen/types.ts",
      "packages/protocol/ajv/demo/one.js",
      "packages/protocol/schemas/demo/one.json",
      "docs/reference/demo/one.md",
    ]) {
      const file = join(root, path);
      const [text, { atime, mtime }] = [readFileSync(file, "utf8"), statSync(file)];
      writeFileSync(file, text.replace("write-schema", "write_schema"));
      utimesSync(file, atime, mtime);
      expect(await run({ check: true }), path).toEqual([`changed ${path}`]);
      writeFileSync(file, text);
    }
    put([exampleFile("demo/one", "another", { a: "b" })]);
    expect(await run({ check: true })).toContain("changed docs/reference/demo/one.md");
    put([exampleFile("demo/one", "wrong", { a: 1 })]);
    expect(await run({ check: true })).toBe("problems");
  });

  it("is out of date as soon as a file was touched", async () => {
    put(SOUND);
    await run({ check: false });
    expect(await run({ check: false })).toBe("unchanged");
    put([exampleFile("demo/one", "another", { a: "b" })]);
    expect(await run({ check: false })).toContain("changed docs/reference/demo/one.md");
    expect(await run({ check: false })).toBe("unchanged");
  });

  it("is not taken for what a check would have written", async () => {
    put(SOUND);
    await run({ check: false });
    put([exampleFile("demo/one", "another", { a: "b" })]);
    const wanted = (await run({ check: true })) as string[];
    expect(wanted).toContain("changed docs/reference/demo/one.md");
    expect(await run({ check: false })).toEqual(wanted);
    expect(await run({ check: true })).toEqual([]);
  });

  it("brings a file back that was edited by hand", async () => {
    put(SOUND);
    await run({ check: false });
    for (const path of ["packages/protocol/src/gen/demo/one.is.ts", "docs/reference/demo/one.md"]) {
      const before = readFileSync(join(root, path), "utf8");
      writeFileSync(join(root, path), `${before}more`);
      expect(await run({ check: false })).toEqual([`changed ${path}`]);
      expect(readFileSync(join(root, path), "utf8")).toBe(before);
    }
  });

  it("is nothing to another generator, and nothing when it is damaged", () => {
    const record = { "types/One": { key: "k", text: "t" } };
    openCache(root, "a").saveMemo(record);
    expect(openCache(root, "a").memo()).toEqual(record);
    expect(openCache(root, "b").memo()).toEqual({});
    const file = join(root, "node_modules/.cache/codex-contracts/write-schema.memo.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"t"', '"u"'));
    expect(openCache(root, "a").memo()).toEqual({});
  });
});
