import { join } from "node:path";
import { buildModel, classOf, type Leaf, leaves, readSources } from "@codex-contracts/codegen";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { AnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { classesOf, isReducible, PRIVACY_CLASSES, reduceTo } from "@codex-contracts/protocol/privacy";
import { describe, expect, it } from "vitest";
import { root } from "../src/workspace.js";

const { model } = buildModel(readSources(join(root, "schemas")));

/** A value of a contract as one line, however it was found. */
const line = (path: string, privacy: string, key: boolean) => `${path} ${privacy}${key ? " (name)" : ""}`;
const ofSchema = (leaf: Leaf) => line(leaf.path, classOf(leaf), leaf.key === true);

describe("what the reference says is collected and what the reducer knows", () => {
  it.each(model.contracts.map(({ id, type, privacy }) => ({ id, type, privacy })))(
    "are the same for $id",
    ({ id, type, privacy }) => {
      if (!isReducible(id)) throw new Error("no reducer for the contract");
      const known = [...classesOf(id)];
      const listed = known.map((leaf) => line(leaf.path, leaf.class, leaf.key === true));
      expect([...new Set(listed)].sort()).toEqual([...new Set(leaves(model, type).map(ofSchema))].sort());
      const highest = Math.max(0, ...known.map((leaf) => PRIVACY_CLASSES.indexOf(leaf.class)));
      expect(PRIVACY_CLASSES[highest]).toBe(privacy);
      expect(catalogue.find((entry) => entry.id === id)?.privacy).toBe(privacy);
    },
  );
});

describe("recorded events", () => {
  const events = [
    ...recorded("codex-0.125.0-events"),
    ...recorded("expected-events").map(({ event }) => event),
  ];

  it.each(PRIVACY_CLASSES)("stay valid when reduced to %s", (ceiling) => {
    for (const event of events) {
      const { value, removed } = reduceTo("analytics/analytics-event", event, ceiling);
      expect(AnalyticsEvent.safeParse(value)).toMatchObject({ ok: true });
      expect(removed.some((each) => each.class === "unclassified")).toBe(false);
    }
  });

  it("hold no identifier of a thread or turn below the class of identifiers", () => {
    for (const event of events) {
      const text = JSON.stringify(reduceTo("analytics/analytics-event", event, "internal").value);
      const { thread_id, turn_id } = event.event_params as { thread_id?: string; turn_id?: string };
      for (const id of [thread_id, turn_id]) if (id) expect(text).not.toContain(id);
    }
  });
});
