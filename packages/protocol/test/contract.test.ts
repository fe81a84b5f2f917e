import { describe, expect, it } from "vitest";
import { defineContract } from "../src/runtime/contract.js";
import { ContractError, isContractError } from "../src/runtime/contract-error.js";
import { isRecord } from "../src/runtime/is-record.js";
import type { Report } from "../src/runtime/report.js";

/** A contract by hand: an object whose only member `name` is a string. */
const Named = defineContract<{ name: string }>({
  id: "demo/named",
  name: "Named",
  is: (value): value is { name: string } =>
    isRecord(value) && typeof value["name"] === "string" && Object.keys(value).length === 1,
  explain(value: unknown, path: string, report: Report) {
    if (!isRecord(value)) return report.fail(path, "type", "an object");
    if (typeof value["name"] !== "string") report.fail(`${path}/name`, "type", "a string");
    report.unknownKeys(value, path, ["name"]);
  },
  texts: () => ({
    own: '{"$ref":"#/definitions/Name"}',
    definitions: { Name: '{"type":"string"}' },
  }),
});

describe("the producer reading", () => {
  it("returns the very value that it accepts", () => {
    const value = { name: "ada" };
    expect(Named.parse(value)).toBe(value);
    expect(Named.safeParse(value)).toEqual({ ok: true, value });
  });

  it("refuses an unknown key", () => {
    expect(Named.safeParse({ name: "ada", color: 1 })).toEqual({
      ok: false,
      issues: [{ path: "/color", code: "additionalProperties", expected: "no such member" }],
    });
  });

  it("throws an error that carries places and rules, and nothing of the value", () => {
    const refused = () => Named.parse({ name: { secret: "hunter2" } });
    expect(refused).toThrow(ContractError);
    expect(refused).toThrow("demo/named: 1 issue, first at /name: expected a string");
    try {
      refused();
    } catch (error) {
      expect(isContractError(error)).toBe(true);
      expect(JSON.stringify(error) + String(error)).not.toContain("hunter2");
    }
  });
});

describe("the consumer reading", () => {
  it("tolerates an unknown key and reports it", () => {
    const value = { name: "ada", color: 1 };
    expect(Named.consumer.safeParse(value)).toEqual({
      ok: true,
      value,
      observations: [{ path: "/color", kind: "unknown-key" }],
    });
    expect(Named.consumer.is(value)).toBe(true);
    expect(Named.consumer.parse(value)).toBe(value);
  });

  it("still refuses a malformed known part", () => {
    expect(Named.consumer.safeParse({ name: 1, color: 1 })).toEqual({
      ok: false,
      issues: [{ path: "/name", code: "type", expected: "a string" }],
      observations: [{ path: "/color", kind: "unknown-key" }],
    });
    expect(() => Named.consumer.parse({})).toThrow(ContractError);
  });

  it("writes a key that does not look like a field name as a star", () => {
    const { observations } = Named.consumer.safeParse({ name: "ada", "/home/me/secret": 1 });
    expect(observations).toEqual([{ path: "/*", kind: "unknown-key" }]);
  });
});

describe("the schema", () => {
  it("is put together when it is asked for, once", () => {
    expect(Named.schema).toEqual({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "https://codex-contracts.dev/bundled/demo/named.schema.json",
      title: "Named",
      $ref: "#/definitions/Name",
      definitions: { Name: { type: "string" } },
    });
    expect(Named.schema).toBe(Named.schema);
  });
});

describe("Standard Schema", () => {
  it("answers with the value, or with messages and paths as segments", () => {
    expect(Named["~standard"]).toMatchObject({ version: 1, vendor: "codex-contracts" });
    expect(Named["~standard"].validate({ name: "ada" })).toEqual({ value: { name: "ada" } });
    expect(Named["~standard"].validate({ name: 1 })).toEqual({
      issues: [{ message: "expected a string", path: ["name"] }],
    });
  });
});
