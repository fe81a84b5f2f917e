import { describe, expect, it } from "vitest";
import { contractNamed } from "../src/contract-table.js";
import { issuesOf } from "../src/issues-of.js";
import { GIVEN_EXCEPTIONS, INPUT_EXCEPTIONS, WITHOUT_SHAPE } from "../src/permissions/exceptions.js";
import { PERMISSION_INPUTS } from "../src/permissions/inputs.js";
import { PERMISSION_ANSWERS, PERMISSION_GIVEN } from "../src/permissions/members.js";
import { PERMISSION_CASES, WIRE_CASES } from "../src/permissions/recorded-cases.js";

const names = (exceptions: readonly { readonly name: string }[]) => exceptions.map(({ name }) => name).sort();

describe("the recorded answers about permissions", () => {
  it("are all there", () => {
    expect([PERMISSION_CASES.length, WIRE_CASES.length]).toEqual([280, 100]);
  });

  it("are all used", () => {
    const judged = [...PERMISSION_INPUTS, ...PERMISSION_ANSWERS, ...PERMISSION_GIVEN].map(({ name }) => name);
    const isUsed = (name: string) => judged.some((each) => each === name || each.startsWith(`${name}/`));
    const cases = [
      ...PERMISSION_CASES.map(({ name }) => name),
      ...WIRE_CASES.map(({ op, name }) => `${op} ${name}`),
    ];
    expect(cases.filter((name) => !isUsed(name)).sort()).toEqual(names(WITHOUT_SHAPE));
    expect([PERMISSION_INPUTS.length, PERMISSION_ANSWERS.length, PERMISSION_GIVEN.length]).toEqual([
      246, 363, 175,
    ]);
  });
});

describe("what Codex was asked to read", () => {
  const agree = PERMISSION_INPUTS.filter(({ name }) => !INPUT_EXCEPTIONS.some((each) => each.name === name));
  const isValid = ({ contracts, value }: (typeof PERMISSION_INPUTS)[number]) =>
    contracts.some((id) => contractNamed(id).consumer.is(value));

  it.each(agree)("is valid exactly when Codex accepted it: $name", (input) => {
    expect(isValid(input)).toBe(input.accepted);
  });

  it("differs in the listed exceptions and nowhere else", () => {
    const different = PERMISSION_INPUTS.filter((input) => isValid(input) !== input.accepted);
    expect(names(different)).toEqual(names(INPUT_EXCEPTIONS));
  });
});

describe("what Codex answered", () => {
  const contracts = [...new Set(PERMISSION_ANSWERS.map(({ contract }) => contract))];

  it.each(contracts)("is valid as producers write it: %s", (id) => {
    const answers = PERMISSION_ANSWERS.filter(({ contract }) => contract === id);
    const refused = answers.map(({ name, value }) => ({ name, issues: issuesOf(contractNamed(id), value) }));
    expect(refused.filter(({ issues }) => issues.length > 0)).toEqual([]);
  });
});

describe("what Codex was given in the cases about behaviour", () => {
  it("is valid as consumers read it, but for the listed exceptions", () => {
    const refused = PERMISSION_GIVEN.filter(
      ({ contract, value }) => !contractNamed(contract).consumer.is(value),
    );
    expect(names(refused)).toEqual(names(GIVEN_EXCEPTIONS));
  });
});
