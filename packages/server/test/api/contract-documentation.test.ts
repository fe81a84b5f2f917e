import { fixturesOf } from "@codex-contracts/fixtures";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
import { contractDocumentation } from "../../src/api/contract-documentation.js";

const eventTypes = catalogue.flatMap(({ eventType }) => eventType ?? []);
const fieldOf = (eventType: string, path: string) =>
  contractDocumentation(eventType)?.fields.filter((field) => field.path === path) ?? [];

describe("the documentation of a contract", () => {
  it.each(eventTypes)("describes every field of %s", (eventType) => {
    const documentation = contractDocumentation(eventType);
    expect(documentation).toMatchObject({ event_type: eventType, description: expect.stringMatching(/./) });
    const fields = documentation?.fields ?? [];
    expect(fields.filter(({ description }) => description === "")).toEqual([]);
    expect(fields.filter(({ type }) => type === "")).toEqual([]);
    expect(fields.filter(({ type, null_means }) => type.endsWith("null") && null_means === null)).toEqual([]);
  });

  it("says type, unit, privacy and the meaning of null", () => {
    expect(fieldOf("codex_turn_event", "/event_params/duration_ms")).toEqual([
      {
        path: "/event_params/duration_ms",
        description: "Duration of the turn.",
        type: "integer or null",
        required: true,
        null_means: "the completion of the turn carried no valid duration",
        unit: "ms",
        privacy: "internal",
        only_when: [],
      },
    ]);
  });

  it("goes into references, maps and unions", () => {
    expect(fieldOf("codex_turn_event", "/event_params/git_workspaces/*/has_changes")).toHaveLength(1);
    expect(fieldOf("codex_turn_event", "/event_params/turn_error")).toMatchObject([
      { type: expect.stringMatching(/^one of "contextWindowExceeded".* or object or null$/) },
    ]);
  });

  it("says in which branch of a tagged union a field exists", () => {
    const path = "/event_params/reviewed_action/type";
    expect(fieldOf("codex_guardian_review", "/event_params/reviewed_action/port")).toMatchObject([
      { unit: "port", only_when: [{ path, value: "network_access" }] },
    ]);
    expect(fieldOf("codex_guardian_review", path)).toHaveLength(7);
  });

  it("does not know other types", () => {
    expect(["codex_new_thing", "", "__proto__", "constructor"].map(contractDocumentation)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("has the fields that the examples have", () => {
    const [first] = fixturesOf("analytics/codex-plugin-used");
    const paths = contractDocumentation("codex_plugin_used")?.fields.map(({ path }) => path);
    const params = Object.keys(Object(first?.value).event_params);
    expect(paths).toEqual(expect.arrayContaining(params.map((name) => `/event_params/${name}`)));
  });
});
