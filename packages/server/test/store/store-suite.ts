import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { contracts } from "@codex-contracts/protocol/contracts";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { EventRecord } from "../../src/api/wire.js";
import { tables } from "../../src/gen/tables.js";
import type { ExportQuery, Store } from "../../src/store/store.js";
import { createIngest } from "../../src/worker/ingest.js";
import { replayQuarantine } from "../../src/worker/replay.js";
import { entriesOf, entryOf, exampleEvents, START, turn, uuid7 } from "./entries.js";

/** What every store must do; `open` gives one on an empty place, or on the place of an earlier one. */
export function describeStore(name: string, open: (place: string) => Promise<Store>): void {
  let opened: Store[] = [];
  let places = 0;

  async function fresh(place = `place${++places}`) {
    const store = await open(place);
    opened.push(store);
    await store.migrate();
    return { store, ingest: createIngest(store), place };
  }

  afterEach(async () => {
    for (const store of opened) await store.close();
    opened = [];
  });

  describe(`${name}: what is stored`, () => {
    it("comes back as it was sent, key for key", async () => {
      const { store, ingest } = await fresh();
      const events = exampleEvents();
      expect(await ingest(entriesOf(events))).toMatchObject({ accepted: events.length, quarantined: 0 });
      const back = (await everything(store)).toReversed().map((record) => record.event);
      expect(sortedTexts(back)).toEqual(sortedTexts(events));
    });

    it("comes back as it was sent, whatever a contract allows", async () => {
      const { store, ingest } = await fresh();
      const samples = tables.flatMap(({ contract }) =>
        fc.sample(arbitraryOf(contractOf(contract)), { numRuns: 15, seed: 7 }),
      );
      const events = samples.filter((event) => !JSON.stringify(event).includes("\\u0000"));
      const totals = await ingest(entriesOf(events));
      expect(totals).toMatchObject({ accepted: events.length, quarantined: 0 });
      const back = await everything(store);
      expect(sortedTexts(back.map((record) => record.event))).toEqual(sortedTexts(events));
    });

    it("carries what the backend adds", async () => {
      const { store, ingest } = await fresh();
      await ingest([entryOf([turn()], { position: 7 })]);
      const { rows } = await store.query(
        "SELECT event_key, product_surface, log_position, missing_keys FROM codex_turn_event",
      );
      expect(rows).toEqual([[`${uuid7(7)}:0`, "codex", "7", "git_workspaces"]]);
    });

    it("is told by key", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn({ turn_id: "one" }), turn({ turn_id: "two" })]));
      expect(await store.event(`${uuid7(2)}:0`)).toMatchObject({ turn_id: "two", verdict: "accepted" });
      expect(await store.event("none:0")).toBeUndefined();
    });
  });

  describe(`${name}: exactly once`, () => {
    it("counts an entry that is handed in again as duplicates", async () => {
      const { ingest } = await fresh();
      const entries = entriesOf(exampleEvents().slice(0, 20));
      await ingest(entries);
      expect(await ingest(entries)).toEqual({ accepted: 0, quarantined: 0, unknown: 0, duplicates: 20 });
    });

    it("counts keys of a client once, however they are batched", async () => {
      const { store, ingest } = await fresh();
      const events = [1, 2, 3, 4, 5].map((n) => turn({ turn_id: `t${n}` }));
      await ingest([entryOf(events.slice(0, 3), { keys: "streamAAAA:1-3" })]);
      const again = await ingest([
        entryOf(events.slice(1, 4), { keys: "streamAAAA:2-4", position: 2 }),
        entryOf(events.slice(3, 5), { keys: "streamAAAA:4,5", position: 3 }),
      ]);
      expect(again).toMatchObject({ accepted: 2, duplicates: 3 });
      expect(await count(store)).toBe(5);
    });

    it("remembers keys when it is opened again", async () => {
      const first = await fresh();
      const entries = [
        entryOf([turn()], { keys: "streamAAAA:5" }),
        entryOf([turn()], { key: "not-a-uuid", position: 2 }),
        entryOf([turn()], { position: 3 }),
      ];
      await first.ingest(entries);
      await first.store.close();
      opened = [];
      const { ingest } = await fresh(first.place);
      expect(await ingest(entries)).toMatchObject({ accepted: 0, duplicates: 3 });
    });

    it("takes keys that come late and out of order", async () => {
      const { ingest } = await fresh();
      const at = (n: number) => entryOf([turn()], { position: n });
      await ingest([at(9), at(5)]);
      expect(await ingest([at(7), at(5), at(9), at(1)])).toMatchObject({ accepted: 2, duplicates: 2 });
      expect(await ingest([at(7), at(1), at(10)])).toMatchObject({ accepted: 1, duplicates: 2 });
    });

    it("counts a key once that stands twice in a batch, whatever stands between", async () => {
      const { store, ingest } = await fresh();
      const entries = [7, 3, 7, 9, 3].map((n, i) =>
        entryOf([turn()], { keys: `streamAAAA:${n}`, position: i }),
      );
      expect(await ingest(entries)).toMatchObject({ accepted: 3, duplicates: 2 });
      expect(await count(store)).toBe(3);
    });

    it("holds for any order and any repetition", async () => {
      const { store, ingest } = await fresh();
      const seen = new Set<string>();
      const keys = fc.tuple(fc.constantFrom("streamAAAA", "streamBBBB", uuid7(1), uuid7(2)), fc.nat(12));
      await fc.assert(
        fc.asyncProperty(fc.array(keys, { minLength: 1, maxLength: 12 }), async (list) => {
          const before = seen.size;
          for (const [stream, n] of list) seen.add(`${stream}:${n}`);
          const entries = list.map(([stream, n], i) =>
            entryOf([turn()], { keys: `${stream}:${n}`, position: i }),
          );
          const { accepted, duplicates } = await ingest(entries);
          expect([accepted, duplicates]).toEqual([seen.size - before, list.length - (seen.size - before)]);
        }),
        { numRuns: 60 },
      );
      expect(await count(store)).toBe(seen.size);
    });
  });

  describe(`${name}: what is kept apart`, () => {
    const broken = () => turn({ status: "exploded", prompt: "SECRET one", turn_error: { oh: "SECRET two" } });

    it("never holds values of unknown or sensitive fields", async () => {
      const { store, ingest } = await fresh();
      const workspaces = { "/home/SECRET": { has_changes: true } };
      await ingest([
        entryOf([
          broken(),
          turn({ status: "exploded", git_workspaces: workspaces }),
          turn({ more: "SECRET three" }),
        ]),
        entryOf([{ event_type: "codex_new_thing", event_params: { text: "SECRET four" } }, "SECRET five"], {
          position: 2,
        }),
      ]);
      const records = await everything(store);
      expect(records).toHaveLength(5);
      expect(JSON.stringify(records)).not.toContain("SECRET");
      for (const table of ["quarantine", "observations", "codex_turn_event"])
        expect(JSON.stringify(await store.query(`SELECT * FROM ${table}`))).not.toContain("SECRET");
    });

    it("says verdict, reasons and unknown keys", async () => {
      const { store, ingest } = await fresh();
      await ingest(
        entriesOf([turn({ status: "exploded" }), turn({ more: 1 }), { event_type: "codex_new_thing" }]),
      );
      expect(
        (await everything(store)).map((r) => [r.event_type, r.verdict, r.findings.unknown_keys]),
      ).toEqual([
        ["codex_new_thing", "unknown", ["/event_type"]],
        ["codex_turn_event", "unknown", ["/event_params/more"]],
        ["codex_turn_event", "quarantined", []],
      ]);
      const [record] = await store.events({ limit: 1, verdict: "quarantined" });
      expect(record?.findings.issues.map((i) => [i.path, i.code])).toEqual([
        ["/event_params/status", "enum"],
      ]);
    });

    it("is grouped by what is wrong, and can be dropped", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn({ status: "a" }), turn({ status: "b" }), turn({ num_input_images: -1 })]));
      const groups = await store.quarantineGroups();
      expect(groups.map((g) => [g.count, g.issues[0]?.path])).toEqual([
        [2, "/event_params/status"],
        [1, "/event_params/num_input_images"],
      ]);
      const fingerprint = groups[0]?.fingerprint ?? "";
      expect(await store.quarantineEntries(fingerprint, 10)).toHaveLength(2);
      expect(await store.drop(fingerprint)).toBe(2);
      expect(await store.quarantineEntries(fingerprint, 10)).toBeUndefined();
    });

    it("moves into its table when it passes now, once", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn({ turn_id: "t1" }), turn({ turn_id: "t2" })]));
      const records = await store.events({ limit: 2 });
      await store.write(
        records.map((record, i) => ({
          receivedAt: START + i,
          position: "9",
          streams: ["held"],
          judge: () => [
            {
              key: `held:${i}`,
              verdict: "quarantined" as const,
              eventType: record.event_type,
              event: record.event,
              issues: [{ path: "/event_params/status", code: "enum" as const, expected: "another word" }],
              unknownKeys: [],
            },
          ],
        })),
      );
      const fingerprint = (await store.quarantineGroups())[0]?.fingerprint ?? "";
      expect(await replayQuarantine(store, fingerprint)).toEqual({ replayed: 2, still_quarantined: 0 });
      expect(await replayQuarantine(store, fingerprint)).toBeUndefined();
      expect(await store.events({ limit: 9, verdict: "accepted" })).toHaveLength(4);
    });

    it("stays when it still fails, or when nobody knows what was taken away", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn({ status: "exploded" }), turn({ turn_error: ["SECRET"] })]));
      for (const { fingerprint } of await store.quarantineGroups())
        expect(await replayQuarantine(store, fingerprint)).toEqual({ replayed: 0, still_quarantined: 1 });
    });

    it("is remembered as names with counts", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn({ more: 1 }), turn({ more: 2 }), { event_type: "codex_new_thing" }]));
      await ingest([entryOf([turn({ more: 3 })], { position: 4 })]);
      expect(await store.observations()).toMatchObject([
        { kind: "key", event_type: "codex_turn_event", name: "/event_params/more", count: 3 },
        { kind: "event_type", event_type: null, name: "codex_new_thing", count: 1 },
      ]);
    });
  });

  describe(`${name}: questions`, () => {
    it("list events newest first, page by page, each once", async () => {
      const { store, ingest } = await fresh();
      const events = exampleEvents().slice(0, 23);
      // Several at one time, so that pages end between equal times.
      await ingest(
        events.map((event, i) => entryOf([event], { position: i, receivedAt: START + Math.floor(i / 4) })),
      );
      const keys: string[] = [];
      let after: { receivedAt: number; key: string } | undefined;
      do {
        const page = await store.events({ limit: 5, ...(after === undefined ? {} : { after }) });
        keys.push(...page.map((r) => r.key));
        const last = page.at(-1);
        after = last && { receivedAt: Date.parse(last.received_at), key: last.key };
      } while (after !== undefined);
      expect(keys).toHaveLength(23);
      expect(new Set(keys).size).toBe(23);
    });

    it.each([
      ["type", { type: "codex_hook_run" }, 2],
      ["a type without a table", { type: "codex_new_thing" }, 1],
      ["thread", { thread: "thread-a" }, 2],
      ["client", { client: "CODEX_CLI" }, 1],
      ["verdict", { verdict: "quarantined" }, 1],
      ["type and verdict", { type: "codex_turn_event", verdict: "quarantined" }, 1],
      ["time", { since: START + 2, until: START + 4 }, 2],
    ] as const)("filter by %s", async (_, filter, expected) => {
      const { store, ingest } = await fresh();
      const hook = {
        thread_id: "thread-a",
        turn_id: null,
        model_slug: null,
        hook_name: null,
        hook_source: null,
        status: null,
      };
      const client = {
        ...(turn().event_params["app_server_client"] as object),
        product_client_id: "codex-tui",
      };
      await ingest(
        entriesOf([
          { event_type: "codex_hook_run", event_params: hook },
          { event_type: "codex_hook_run", event_params: { ...hook, thread_id: null } },
          turn({ thread_id: "thread-a", app_server_client: client }),
          turn({ status: "exploded" }),
          { event_type: "codex_new_thing" },
        ]),
      );
      expect(await store.events({ limit: 100, ...filter })).toHaveLength(expected);
    });

    it("count by type, client and time", async () => {
      const { store, ingest } = await fresh();
      const entries = entriesOf([turn(), turn({ status: "exploded" }), { event_type: "codex_new_thing" }]);
      await ingest(entries);
      await ingest(entries.slice(0, 1));
      const stats = await store.stats({ bucket: "hour", since: START });
      expect(stats.totals).toEqual({ accepted: 1, quarantined: 1, unknown: 1, duplicates: 1 });
      expect(stats.by_type).toEqual([
        { event_type: "codex_turn_event", count: 2 },
        { event_type: "codex_new_thing", count: 1 },
      ]);
      expect(stats.by_client.map((c) => c.count)).toEqual([2, 1]);
      expect(stats.buckets.map((b) => b.at)).toEqual(Array(2).fill(new Date(START).toISOString()));
      expect(stats.store).toMatchObject({ events: 3 });
      expect(stats.store.bytes).toBeGreaterThan(0);
    });

    it("tell the latest threads first, however long nothing came in between", async () => {
      const { store, ingest } = await fresh();
      expect(await store.threads(3)).toEqual([]);
      const hour = 3_600_000;
      const heard = { today: 0, yesterday: 24 * hour, "last year": 365 * 24 * hour };
      await ingest(
        Object.entries(heard).map(([thread_id, ago], i) =>
          entryOf([turn({ thread_id, turn_id: `t${i}` })], { position: i + 1, receivedAt: START - ago }),
        ),
      );
      const names = async (limit: number) => (await store.threads(limit)).map((t) => t.thread_id);
      expect(await names(1)).toEqual(["today"]);
      expect(await names(2)).toEqual(["today", "yesterday"]);
      expect(await names(10)).toEqual(["today", "yesterday", "last year"]);
    });

    it("tell threads and their timelines", async () => {
      const { store, ingest } = await fresh();
      const seconds = START / 1000;
      await ingest(
        entriesOf([
          turn({ thread_id: "a", turn_id: "t2", started_at: seconds + 60, duration_ms: 1500 }),
          turn({
            thread_id: "a",
            turn_id: "t1",
            started_at: seconds,
            duration_ms: null,
            completed_at: seconds + 9,
          }),
          turn({ thread_id: "b", turn_id: "t3" }),
        ]),
      );
      const threads = await store.threads(10);
      expect(threads.map((t) => [t.thread_id, t.events, t.turns])).toEqual([
        ["b", 1, 1],
        ["a", 2, 2],
      ]);
      expect(await store.threads(1)).toHaveLength(1);
      const timeline = await store.timeline("a");
      expect(
        timeline.map((i) => [i.turn_id, Date.parse(i.ended_at ?? "") - Date.parse(i.started_at)]),
      ).toEqual([
        ["t1", 9000],
        ["t2", 1500],
      ]);
      expect(await store.timeline("nobody")).toEqual([]);
    });

    it("take one statement that reads", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn(), turn()]));
      const answer = await store.query(
        "WITH t AS (SELECT 1 AS n) SELECT count(*) AS n, max(t.n) AS m FROM events, t",
      );
      expect(answer).toMatchObject({
        columns: [{ name: "n" }, { name: "m" }],
        rows: [[2, 1]],
        truncated: false,
      });
      expect(await store.query("SELECT event_key FROM events", { rows: 1 })).toMatchObject({
        truncated: true,
      });
    });

    it("leave out rows before an answer is too large to be sent", async () => {
      const { store } = await fresh();
      const large = "SELECT n, repeat('x', 1000000) AS text FROM generate_series(1, 100) AS t(n)";
      const { rows, truncated } = await store.query(large);
      expect([rows.length, truncated]).toEqual([33, true]);
      expect((await store.query("SELECT 1 AS one")).rows).toEqual([[1]]);
    });

    it.each([
      "DELETE FROM codex_turn_event",
      "INSERT INTO batches DEFAULT VALUES",
      "CREATE TABLE mine (a int)",
      "DROP VIEW events",
      "SELECT 1; DROP VIEW events",
      "COPY codex_turn_event TO '/tmp/stolen.csv'",
      "WITH gone AS (DELETE FROM codex_turn_event RETURNING 1) SELECT * FROM gone",
      "SET statement_timeout = 0",
      "BEGIN",
      "",
    ])("refuse %j", async (sql) => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn()]));
      await expect(store.query(sql)).rejects.toMatchObject({ name: "StoreError", code: "query" });
      expect(await count(store)).toBe(1);
    });

    it("end when they take too long", async () => {
      const { store } = await fresh();
      const endless =
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r";
      await expect(store.query(endless, { timeoutMs: 50 })).rejects.toMatchObject({ code: "limit" });
    });

    it("are answered while events are written", async () => {
      const { store, ingest } = await fresh();
      const writing = ingest(entriesOf(Array.from({ length: 3000 }, () => turn())));
      const answers = await Promise.all([
        store.query("SELECT count(*) FROM events"),
        store.events({ limit: 1 }),
        writing,
      ]);
      expect([0, 3000]).toContain(answers[0].rows[0]?.[0]);
      expect(await count(store)).toBe(3000);
    });
  });

  describe(`${name}: exports`, () => {
    it("give events as lines that can be ingested again", async () => {
      const { store, ingest } = await fresh();
      const events = exampleEvents();
      await ingest(entriesOf(events));
      const lines = (await exported(store, { format: "ndjson" })).trim().split("\n");
      expect(sortedTexts(lines.map((line) => JSON.parse(line)))).toEqual(sortedTexts(events));
    });

    it("narrow by type and time", async () => {
      const { store, ingest } = await fresh();
      await ingest(entriesOf([turn(), turn(), turn()]));
      const csv = await exported(store, {
        format: "csv",
        type: "codex_turn_event",
        since: START + 2,
        until: START + 3,
      });
      expect(csv.trim().split("\n")).toHaveLength(2);
      expect(csv).toMatch(/^event_key,received_at,product_surface,/);
    });

    it("refuse what has no single set of columns", async () => {
      const { store } = await fresh();
      await expect(exported(store, { format: "csv" })).rejects.toMatchObject({ code: "query" });
      await expect(exported(store, { format: "ndjson", type: "nothing" })).rejects.toMatchObject({
        code: "query",
      });
    });
  });

  describe(`${name}: retention`, () => {
    it("removes what is too old, and nothing else", async () => {
      const { store, ingest } = await fresh();
      const day = 86_400_000;
      await ingest(
        [0, 1, 2].map((n) => entryOf([turn()], { position: n, receivedAt: Date.now() - n * day })),
      );
      expect(await store.retain({ maxAgeMs: 1.5 * day })).toBe(1);
      expect(await count(store)).toBe(2);
    });
  });
}

async function everything(store: Store): Promise<readonly EventRecord[]> {
  return store.events({ limit: 5000 });
}

async function count(store: Store): Promise<unknown> {
  return (await store.query("SELECT count(*) FROM events")).rows[0]?.[0];
}

async function exported(store: Store, query: ExportQuery): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.export(query)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Values as texts in any order; the order of keys means nothing in JSON, and jsonb does not keep it. */
function sortedTexts(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(withSortedKeys(value))).toSorted();
}

function withSortedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, withSortedKeys(member)]));
}

/** What an arbitrary needs of a contract, whatever its type. */
function contractOf(id: string) {
  const found = Object.values(contracts).find((contract) => contract.id === id);
  if (found === undefined) throw new Error("no such contract");
  return { is: (value: unknown): value is unknown => found.is(value), schema: found.schema };
}
