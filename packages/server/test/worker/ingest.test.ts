import { describe, expect, it } from "vitest";
import type { JudgedEvent, PendingEntry, StoreResult } from "../../src/store/store.js";
import { StoreError } from "../../src/store/store-error.js";
import { createIngest } from "../../src/worker/ingest.js";
import { entriesOf, entryOf, turn } from "../store/entries.js";

/** A store that takes everything but events of which `refuses` says so. */
function pickyStore(refuses: (event: JudgedEvent) => boolean) {
  const kept: JudgedEvent[] = [];
  const write = async (entries: readonly PendingEntry[]): Promise<StoreResult> => {
    const events = entries.flatMap((entry) => entry.judge());
    if (events.some(refuses)) throw new StoreError("data", "a value cannot be stored");
    kept.push(...events);
    const count = (verdict: string) => events.filter((event) => event.verdict === verdict).length;
    return {
      accepted: count("accepted"),
      quarantined: count("quarantined"),
      unknown: count("unknown"),
      duplicates: 0,
    };
  };
  return { kept, ingest: createIngest({ write }) };
}

const isPoison = ({ event, verdict }: JudgedEvent) =>
  verdict === "accepted" && JSON.stringify(event).includes("poison");
const poison = turn({ turn_id: "poison" });

describe("ingest", () => {
  it("puts one event that the store refuses into quarantine, and stores all others", async () => {
    const { kept, ingest } = pickyStore(isPoison);
    const events = [...Array.from({ length: 6 }, () => turn()), poison, turn(), poison];
    expect(await ingest(entriesOf(events))).toMatchObject({ accepted: 7, quarantined: 2 });
    expect(kept.map((event) => event.key).toSorted()).toEqual(
      entriesOf(events).map((entry) => `${entry.key}:0`),
    );
    const refused = kept.filter((event) => event.verdict === "quarantined");
    expect(refused.map((event) => event.issues[0]?.expected)).toEqual(
      Array(2).fill("an event that the store can keep"),
    );
  });

  it("finds it in the middle of a request", async () => {
    const { kept, ingest } = pickyStore(isPoison);
    expect(await ingest([entryOf([turn(), turn(), poison, turn(), turn()])])).toMatchObject({
      accepted: 4,
      quarantined: 1,
    });
    expect(kept.find((event) => event.verdict === "quarantined")?.key).toMatch(/:2$/);
  });

  it("keeps nothing of an event when even that is refused", async () => {
    const { kept, ingest } = pickyStore(({ event }) => JSON.stringify(event)?.includes("poison") ?? false);
    expect(await ingest([entryOf([poison])])).toMatchObject({ quarantined: 1 });
    expect(kept).toMatchObject([{ event: null, eventType: null, verdict: "quarantined" }]);
  });

  it.each([
    ["what is no JSON", Buffer.from("{"), "JSON"],
    ["what is not a request", Buffer.from("[]"), "an object"],
    ["what is not UTF-8", Buffer.from([0x22, 0xff, 0x22]), "UTF-8"],
  ])("puts %s into quarantine, without its content", async (_, body, expected) => {
    const { kept, ingest } = pickyStore(() => false);
    expect(await ingest([{ ...entryOf([]), body }])).toMatchObject({ quarantined: 1 });
    expect(kept).toMatchObject([
      { event: null, eventType: null, issues: [{ expected: expect.stringContaining(expected) }] },
    ]);
  });

  it("puts an entry that nobody can judge into quarantine", async () => {
    const kept: JudgedEvent[] = [];
    const write = async (entries: readonly PendingEntry[]) => {
      kept.push(...entries.flatMap((entry) => entry.judge()));
      return { accepted: 0, quarantined: 1, unknown: 0, duplicates: 0 };
    };
    const ingest = createIngest({ write }, () => {
      throw new Error("SECRET");
    });
    await ingest([entryOf([turn()])]);
    expect(JSON.stringify(kept)).not.toContain("SECRET");
    expect(kept).toMatchObject([{ verdict: "quarantined", event: null }]);
  });

  it("takes the keys of the sender, or makes them of the entry's key", async () => {
    const { kept, ingest } = pickyStore(() => false);
    await ingest([
      entryOf([turn(), turn()], { keys: "streamAAAA:7,9" }),
      entryOf([turn(), turn()], { key: "entry" }),
    ]);
    expect(kept.map((event) => event.key)).toEqual(["streamAAAA:7", "streamAAAA:9", "entry:0", "entry:1"]);
  });

  it.each([
    [null, "entry:0", ["entry"]],
    ["streamAAAA:7-8;streamBBBB:1;streamAAAA:9", "streamAAAA:7", ["streamAAAA", "streamBBBB"]],
    ["no keys", "entry:0", ["entry"]],
  ])("an entry that cannot be read has a key all the same: of %s it is %s", async (keys, key, streams) => {
    const seen: PendingEntry[] = [];
    const write = async (entries: readonly PendingEntry[]) => {
      seen.push(...entries);
      return { accepted: 0, quarantined: 1, unknown: 0, duplicates: 0 };
    };
    const options = keys === null ? {} : { keys };
    await createIngest({ write })([{ ...entryOf([], { key: "entry", ...options }), body: Buffer.from("{") }]);
    expect(seen[0]?.judge().map((event) => event.key)).toEqual([key]);
    expect(seen[0]?.streams).toEqual(streams);
  });

  it("passes on that a store cannot be used for now", async () => {
    const write = () => Promise.reject(new StoreError("unavailable", "down"));
    await expect(createIngest({ write })([entryOf([turn()])])).rejects.toMatchObject({ code: "unavailable" });
  });

  it("asks the store for nothing when there is nothing", async () => {
    const write = () => Promise.reject(new Error("asked"));
    expect(await createIngest({ write })([])).toEqual({
      accepted: 0,
      quarantined: 0,
      unknown: 0,
      duplicates: 0,
    });
  });
});
