import { describe, expect, it } from "vitest";
import { announcement, emptyFeed, type Feed, feedReducer, mostShown } from "../../inspector/src/feed/feed.js";
import type { EventRecord } from "../../src/api/wire.js";

const record = (key: string): EventRecord => ({
  key,
  event_type: "codex_hook_run",
  received_at: `2026-04-24T12:00:0${key}.000Z`,
  thread_id: null,
  turn_id: null,
  client: null,
  verdict: "accepted",
  event: {},
  findings: { issues: [], unknown_keys: [] },
});
const [a, b, c, d] = [record("1"), record("2"), record("3"), record("4")];
const keys = (feed: Feed) => feed.shown.map(({ key }) => key).join("");
const held = (feed: Feed) => feed.held.map(({ key }) => key).join("");
const loaded = feedReducer(emptyFeed, { do: "load", events: [b, a], next: "more" });

describe("the list of events", () => {
  it("shows new events above the others", () => {
    expect(keys(feedReducer(loaded, { do: "arrive", events: [c, d], hold: false }))).toBe("4321");
  });

  it("moves nothing while somebody reads", () => {
    const feed = feedReducer(loaded, { do: "arrive", events: [c, d], hold: true });
    expect([keys(feed), held(feed)]).toEqual(["21", "43"]);
    expect(keys(feedReducer(feed, { do: "release" }))).toBe("4321");
  });

  it("shows what was held as soon as nobody reads", () => {
    const feed = feedReducer(loaded, { do: "arrive", events: [c], hold: true });
    expect(keys(feedReducer(feed, { do: "arrive", events: [d], hold: false }))).toBe("4321");
  });

  it("shows an event once, however often it comes", () => {
    expect(feedReducer(loaded, { do: "arrive", events: [a, b], hold: false })).toBe(loaded);
    const twice = feedReducer(feedReducer(loaded, { do: "arrive", events: [c], hold: true }), {
      do: "arrive",
      events: [c],
      hold: true,
    });
    expect(held(twice)).toBe("3");
  });

  it("keeps what came live while the first page was read", () => {
    const live = feedReducer(emptyFeed, { do: "arrive", events: [c], hold: false });
    expect(keys(feedReducer(live, { do: "load", events: [b, a], next: null }))).toBe("321");
  });

  it("appends older events without those it has", () => {
    const feed = feedReducer(loaded, { do: "append", events: [b, a], next: null });
    expect([keys(feed), feed.next]).toEqual(["21", null]);
  });

  it("stays bounded, and counts what it lets go", () => {
    const many = Array.from({ length: mostShown + 30 }, (_, index) => record(`1${index}`));
    expect(feedReducer(loaded, { do: "arrive", events: many, hold: false }).shown).toHaveLength(mostShown);
    const holding = feedReducer(loaded, { do: "arrive", events: many, hold: true });
    expect([holding.held.length, holding.lost]).toEqual([mostShown, 30]);
  });
});

it("says new events in a few words", () => {
  expect(announcement([a])).toBe("1 new event");
  expect(announcement([a, { ...b, verdict: "quarantined" }])).toBe("2 new events, 1 in quarantine");
});
