import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
import { findContract } from "./find-contract.js";

describe("a contract is found by", () => {
  it.each([
    ["its id", "analytics/codex-turn-event"],
    ["its id without family", "codex-turn-event"],
    ["its wire name", "codex_turn_event"],
    ["its type", "TurnEvent"],
    ["its type, whatever the case", "turnevent"],
    ["words with other separators", "Turn-Event"],
  ])("%s", (_, asked) => expect(findContract(asked, catalogue).id).toBe("analytics/codex-turn-event"));
});

it.each(catalogue)("$id is found by its id and by its type", (entry) => {
  expect([findContract(entry.id, catalogue), findContract(entry.name, catalogue)]).toEqual([entry, entry]);
});

describe("a mistake is answered with what was meant", () => {
  it.each([
    ["codex_turn_evnt", "analytics/codex-turn-event"],
    ["TurnEvnt", "analytics/codex-turn-event"],
    ["analytic/codex-hook-run", "analytics/codex-hook-run"],
    ["codex_hook_rum", "analytics/codex-hook-run"],
    ["PermissionProfil", "permissions/permission-profile"],
    ["profile", "permissions/permission-profile"],
    ["turn-metdata", "turn-metadata/turn-metadata"],
  ])("%s: %s", (asked, meant) => {
    expect(() => findContract(asked, catalogue)).toThrow(
      expect.objectContaining({ name: "MisuseError", hint: expect.stringContaining(meant) }),
    );
  });

  it("and with the list when nothing is close", () => {
    expect(() => findContract("zzz", catalogue)).toThrow(
      expect.objectContaining({ hint: "`codex-contracts list` shows all contracts." }),
    );
  });
});

it("asks back when a name stands for several contracts", () => {
  const two = [
    { id: "a/same", name: "SameA" },
    { id: "b/same", name: "SameB" },
  ];
  expect(() => findContract("same", two)).toThrow(
    expect.objectContaining({ hint: "Name one by its id:\n  a/same\n  b/same" }),
  );
  expect(findContract("SameB", two).id).toBe("b/same");
});
