import { describe, expect, it } from "vitest";
import { contractNamed } from "../src/contract-table.js";
import { HOOK_CONFIGS } from "../src/hooks/configs.js";
import { HOOK_EXCEPTIONS } from "../src/hooks/exceptions.js";
import { HOOK_EVENTS, HOOK_INPUTS } from "../src/hooks/inputs.js";
import { HOOK_OUTPUTS, HOOK_RUNS_WITHOUT_SHAPE } from "../src/hooks/outputs.js";
import { HOOK_CASES, OUTCOME_CASES } from "../src/hooks/recorded-cases.js";
import { hookContract, type ShapeCase } from "../src/hooks/shape-case.js";

const isExpected = ({ name }: ShapeCase) => !HOOK_EXCEPTIONS.some((each) => each.name === name);

describe("the recorded cases about hooks", () => {
  const ofKind = (kind: string) => HOOK_CASES.filter((each) => each.kind === kind).length;

  it("are all there", () => {
    expect([HOOK_CASES.length, OUTCOME_CASES.length]).toEqual([175, 29]);
    expect([ofKind("input"), ofKind("output"), ofKind("behaviour")]).toEqual([16, 69, 90]);
  });

  it("are all used, where a shape decides", () => {
    expect([HOOK_INPUTS.length, HOOK_OUTPUTS.length, HOOK_CONFIGS.length, HOOK_EVENTS.length]).toEqual([
      16, 69, 14, 2,
    ]);
  });

  it("leave out the runs of which no shape decides", () => {
    expect(HOOK_RUNS_WITHOUT_SHAPE).toEqual({
      "the exit code decides": 16,
      "nothing or something else than one JSON object is printed": 14,
    });
    // One of the outcomes has a second hook that is judged.
    expect(HOOK_OUTPUTS.length + 16 + 14).toBe(ofKind("output") + OUTCOME_CASES.length + 1);
  });
});

describe("what a hook reads", () => {
  it.each(HOOK_INPUTS.filter(isExpected))(
    "may be written exactly when Codex says so: $name",
    ({ contract, value, accepted }) => {
      expect(contractNamed(contract).is(value)).toBe(accepted);
    },
  );

  it.each(HOOK_INPUTS)("is judged by the event that it names, when any is possible: $name", ({ value }) => {
    const ownContract = hookContract(String(value["hook_event_name"]), "input");
    expect(contractNamed("hooks/hook-input").is(value)).toBe(contractNamed(ownContract).is(value));
  });
});

describe("what a hook prints", () => {
  it.each(HOOK_OUTPUTS.filter(isExpected))(
    "is valid exactly when Codex honours it: $name",
    ({ contract, value, accepted }) => {
      expect(contractNamed(contract).is(value)).toBe(accepted);
    },
  );

  it.each(HOOK_OUTPUTS.filter(isExpected))(
    "reads the same to consumers: $name",
    ({ contract, value, accepted }) => {
      expect(contractNamed(contract).consumer.is(value)).toBe(accepted);
    },
  );
});

describe("hooks.json", () => {
  it.each(HOOK_CONFIGS.filter(isExpected))(
    "is readable exactly when Codex loads the file: $name",
    ({ contract, value, accepted }) => {
      expect(contractNamed(contract).consumer.is(value)).toBe(accepted);
    },
  );
});

describe("the event of a hook run", () => {
  it.each(HOOK_EVENTS)("may be sent: $name", ({ contract, value }) => {
    expect(contractNamed(contract).is(value)).toBe(true);
  });
});
