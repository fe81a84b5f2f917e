import { describe, expect, expectTypeOf, it } from "vitest";
import { catalogue, EventType } from "../src/gen/catalogue.js";
import { contractOf, contractOfEvent, contracts } from "../src/gen/contracts.js";
import * as facts from "../src/gen/facts.js";
import * as ingestion from "../src/gen/ingestion.js";
import * as all from "../src/index.js";

/** Families that few users need: they have an entry of their own, and no place in that of everything. */
const OWN_ENTRIES: Readonly<Record<string, object>> = { facts, ingestion };

describe("the entries", () => {
  it.each(catalogue)(
    "$id is in the root entry or that of its family, by its name and as a check",
    (entry) => {
      const { id, family, name } = entry;
      const contract = contractOf(id);
      expect(contract).toMatchObject({ id, name });
      const exported: Record<string, unknown> = { ...(OWN_ENTRIES[family] ?? all) };
      expect(exported[name]).toBe(contract);
      expect(exported[`is${name}`]).toBe(contract?.is);
      expect(name in all).toBe(!(family in OWN_ENTRIES));
    },
  );

  it("the catalogue and the contracts are the same set", () => {
    expect(Object.keys(contracts)).toEqual(catalogue.map((entry) => entry.id));
  });

  it("an event is found by its event_type, an unknown one is not", () => {
    for (const [name, eventType] of Object.entries(EventType))
      expect(contractOfEvent(eventType)?.name).toBe(name);
    expect(Object.keys(EventType)).toHaveLength(14);
    expect(contractOfEvent("codex_nothing")).toBeUndefined();
  });

  it.each(["constructor", "__proto__", "toString", "nothing/at-all"])("%s is no contract", (id) => {
    expect(contractOf(id)).toBeUndefined();
  });
});

describe("the types", () => {
  it("a contract narrows to its type", () => {
    expectTypeOf(all.TurnEvent.parse).returns.toEqualTypeOf<all.TurnEvent>();
    expectTypeOf<all.TurnEvent["event_type"]>().toEqualTypeOf<"codex_turn_event">();
    expectTypeOf<all.TurnEventParams["turn_error"]>().toEqualTypeOf<all.TurnError | null>();
  });

  it("a union narrows by its tag", () => {
    const profile = { type: "external", network: { enabled: true } } as all.PermissionProfile;
    if (profile.type === "external") expectTypeOf(profile.network.enabled).toEqualTypeOf<boolean>();
    const event = { event_type: "codex_hook_run" } as all.AnalyticsEvent;
    if (event.event_type === "codex_hook_run") expectTypeOf(event).toEqualTypeOf<all.HookRunEvent>();
  });

  it("members that exclude or need each other cannot be written wrongly", () => {
    // @ts-expect-error a profile excludes the sandbox word
    const both: all.ThreadStartParams = { permissionProfile: { type: "disabled" }, sandbox: "read-only" };
    // @ts-expect-error a block says why
    const mute: all.PreToolUseHookOutput = { decision: "block" };
    expect([all.ThreadStartParams.is(both), all.PreToolUseHookOutput.is(mute)]).toEqual([false, false]);
  });
});
