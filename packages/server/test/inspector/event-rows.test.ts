import { fixturesOf } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { eventRows, issuesOfWhole } from "../../inspector/src/event/event-rows.js";
import { fillIn, meant } from "../../inspector/src/event/pointers.js";
import { contractDocumentation } from "../../src/api/contract-documentation.js";
import { recordOf } from "../api/records.js";

const nothing = { issues: [], unknown_keys: [] };
const rowsOf = (event: unknown) => {
  const { event_type, findings } = recordOf(event, "a:1", 0);
  return eventRows(event, contractDocumentation(event_type ?? ""), findings);
};

describe("pointers", () => {
  it.each([
    { pattern: "/a/*/b", pointer: "/a/x/b", is: true },
    { pattern: "/a/*/b", pointer: "/a/x/c", is: false },
    { pattern: "/a/*", pointer: "/a", is: false },
    { pattern: "", pointer: "", is: true },
    { pattern: "/a~1b", pointer: "/a~1b", is: true },
  ])("$pattern means $pointer: $is", ({ pattern, pointer, is }) => expect(meant(pattern, pointer)).toBe(is));

  it("fill in their stars", () => expect(fillIn("/a/*/kind", "/a/3/value")).toBe("/a/3/kind"));
});

describe("an event line by line", () => {
  it("stands in the order of the event, deeper members below theirs", () => {
    const rows = eventRows({ a: { b: 1, "c/d": [true] }, e: null }, undefined, nothing);
    expect(rows.map(({ pointer, kind, depth, value }) => [pointer, kind, depth, value])).toEqual([
      ["/a", "object", 0, 2],
      ["/a/b", "value", 1, 1],
      ["/a/c~1d", "list", 1, 1],
      ["/a/c~1d/0", "value", 2, true],
      ["/e", "value", 0, null],
    ]);
  });

  it("survives what is no object at all", () => {
    expect(eventRows("text", undefined, nothing)).toEqual([]);
    expect(
      issuesOfWhole({ issues: [{ path: "", code: "type", expected: "an object" }], unknown_keys: [] }),
    ).toHaveLength(1);
  });

  const events = [
    ...fixturesOf("analytics/codex-turn-event"),
    ...fixturesOf("analytics/codex-guardian-review"),
    ...fixturesOf("analytics/skill-invocation"),
  ];

  it.each(events.filter(({ kind }) => kind === "valid"))(
    "has documentation at every field: $name",
    ({ value }) => {
      const rows = rowsOf(value);
      expect(rows.filter(({ field }) => field === undefined).map(({ pointer }) => pointer)).toEqual([]);
      expect(rows.flatMap(({ issues }) => issues)).toEqual([]);
    },
  );

  it.each(events.filter(({ kind }) => kind === "invalid"))(
    "marks what is wrong in its place: $name",
    ({ value }) => {
      const { findings } = recordOf(value, "a:1", 0);
      const marked = new Set(rowsOf(value).flatMap(({ issues }) => issues));
      expect([...marked, ...issuesOfWhole(findings)]).toHaveLength(findings.issues.length);
    },
  );

  it("shows a member that is missing, after the last one of its object", () => {
    const issue = { path: "/a/x", code: "required", expected: "a string" } as const;
    const rows = eventRows({ a: { b: { c: 1 } }, d: 2 }, undefined, { issues: [issue], unknown_keys: [] });
    expect(rows.map(({ pointer, kind }) => `${pointer} ${kind}`)).toEqual([
      "/a object",
      "/a/b object",
      "/a/b/c value",
      "/a/x missing",
      "/d value",
    ]);
  });

  it("shows that a member was there and is not kept", () => {
    const findings = {
      issues: [{ path: "/a", code: "type", expected: "a string" } as const],
      unknown_keys: ["/b"],
    };
    const rows = eventRows({ c: 1 }, undefined, findings);
    expect(rows.map(({ pointer, kind, unknown }) => [pointer, kind, unknown])).toEqual([
      ["/c", "value", false],
      ["/a", "withheld", false],
      ["/b", "withheld", true],
    ]);
  });

  it("marks members that the contract does not know", () => {
    const event = { event_type: "codex_hook_run", event_params: { session_id: "x" } };
    const rows = eventRows(event, undefined, { issues: [], unknown_keys: ["/event_params/session_id"] });
    expect(rows.filter(({ unknown }) => unknown).map(({ name }) => name)).toEqual(["session_id"]);
  });

  it("takes the documentation of the branch that the event has chosen", () => {
    const field = (type: string, description: string) => ({
      path: "/action/what",
      description,
      type: "string",
      required: true,
      null_means: null,
      unit: null,
      privacy: null,
      only_when: [{ path: "/action/type", value: type }],
    });
    const contract = { fields: [field("shell", "a command"), field("patch", "a file")] };
    const [, , row] = eventRows({ action: { type: "patch", what: "x" } }, contract, nothing);
    expect(row?.field?.description).toBe("a file");
  });
});
