import { expect, it } from "vitest";
import { RULES, severityOf } from "../../src/compat/index.js";
import { OWN_MIRROR } from "../../src/compat/rules.js";

const rules = [...RULES];

it.each(rules)("%s has a mirror that has it as its own", (id, { mirror }) => {
  expect(RULES.get(mirror)?.mirror).toBe(id);
});

it("says why a rule is its own mirror, for each that is", () => {
  expect(Object.keys(OWN_MIRROR).sort()).toEqual(
    rules
      .filter(([id, { mirror }]) => mirror === id)
      .map(([id]) => id)
      .sort(),
  );
});

it.each(rules)("%s breaks the other way round than its mirror", (_, { breaks, mirror }) => {
  const opposite = { backward: "forward", forward: "backward", both: "both", none: "none" } as const;
  expect(RULES.get(mirror)?.breaks).toBe(opposite[breaks]);
});

it.each(rules)("%s is as severe for both as for the worse", (_, rule) => {
  const both = severityOf(rule, "both");
  expect([severityOf(rule, "read"), severityOf(rule, "write")]).toContain(both);
  if (severityOf(rule, "read") === "major" || severityOf(rule, "write") === "major")
    expect(both).toBe("major");
});

it.each(rules.filter(([, { breaks }]) => breaks === "backward"))(
  "%s refuses payloads, so writers need a major release or a reason",
  (_, rule) => {
    expect(rule.write === "major" || rule.note !== undefined).toBe(true);
  },
);
