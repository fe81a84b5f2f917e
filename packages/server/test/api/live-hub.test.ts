import { describe, expect, it } from "vitest";
import { createLiveHub, type LiveLimits } from "../../src/api/live-hub.js";
import type { LiveListener } from "../../src/api/read-source.js";
import type { EventRecord, Totals } from "../../src/api/wire.js";
import { recordedRecords } from "./records.js";

const records = recordedRecords();
const at = Date.parse("2026-04-24T12:00:00Z");
const totals: Totals = { accepted: 3, quarantined: 1, unknown: 0, duplicates: 2 };
const log = { entries: 0, bytes: 0, oldest: null };

function start(limits: Partial<LiveLimits> = {}) {
  let listener: LiveListener | undefined;
  const hub = createLiveHub({
    live: {
      totals: () => totals,
      subscribe(next) {
        listener = next;
        return () => {
          listener = undefined;
        };
      },
    },
    lag: async () => log,
    now: () => at,
    run: "run",
    limits,
  });
  const send = (count: number, from = 0) => {
    for (const record of records.slice(from, from + count)) listener?.onEvent(record);
  };
  const skip = (skipped: readonly EventRecord[]) => listener?.onSkipped(skipped.length, () => skipped);
  return { hub, send, skip, listening: () => listener !== undefined };
}

function connection() {
  let text = "";
  const sink = {
    waiting: 0,
    write(more: string) {
      text += more;
    },
  };
  const ids = () => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id);
  return { sink, ids, text: () => text };
}

describe("the live events", () => {
  it("are sent as server-sent events with ids", () => {
    const { hub, send } = start();
    const one = connection();
    hub.connect(one.sink, {}, undefined);
    send(1);
    expect(one.text()).toBe(
      `retry: 2000\n\nid: run-1\nevent: event\ndata: ${JSON.stringify(records[0])}\n\n`,
    );
  });

  it("are only those that were asked for", () => {
    const { hub, send } = start();
    const one = connection();
    hub.connect(one.sink, { type: "codex_hook_run" }, undefined);
    send(4);
    expect(one.ids()).toEqual(["run-2", "run-3", "run-4"]);
  });

  it("go on where a connection broke off", () => {
    const { hub, send } = start();
    hub.connect(connection().sink, {}, undefined)();
    send(3);
    const one = connection();
    hub.connect(one.sink, {}, "run-1");
    send(1, 3);
    expect(one.ids()).toEqual(["run-2", "run-3", "run-4"]);
  });

  it.each(["other-1", "run-9", "run-", "run-1x", "\u0000"])(
    "say that there is a gap after the id %j",
    (id) => {
      const { hub, send } = start();
      send(3);
      const one = connection();
      hub.connect(one.sink, {}, id);
      expect(one.text()).toContain("event: gap\n");
      expect(one.ids()).toEqual([]);
    },
  );

  it("say that there is a gap when too much has come since", () => {
    const { hub, send } = start({ kept: 4 });
    hub.connect(connection().sink, {}, undefined)();
    send(8);
    const [late, early] = [connection(), connection()];
    hub.connect(late.sink, {}, "run-4");
    hub.connect(early.sink, {}, "run-3");
    expect(late.ids()).toEqual(["run-5", "run-6", "run-7", "run-8"]);
    expect(early.text()).toContain("event: gap\n");
  });

  it("are left out and counted when they come faster than they are taken", async () => {
    const { hub, send } = start({ perFlush: 2 });
    const one = connection();
    hub.connect(one.sink, {}, undefined);
    send(5);
    hub.flush();
    send(1, 5);
    await hub.sendStats();
    expect(one.ids()).toEqual(["run-1", "run-2", "run-6"]);
    expect(one.text()).toContain(
      `event: stats\ndata: ${JSON.stringify({ at: new Date(at).toISOString(), totals, log, skipped: 3 })}\n\n`,
    );
  });

  it("are counted when there was no time to show them, by every connection that asked for them", async () => {
    const { hub, send, skip } = start();
    const type = records[0]?.event_type ?? "";
    const asked = records.filter(({ event_type }) => event_type === type).length;
    const [all, some] = [connection(), connection()];
    hub.connect(all.sink, {}, undefined);
    hub.connect(some.sink, { type }, undefined);
    skip(records);
    send(1);
    skip([]);
    await hub.sendStats();
    expect([asked > 0, asked < records.length]).toEqual([true, true]);
    expect([all.text(), some.text()]).toEqual([
      expect.stringContaining(`"skipped":${records.length}}`),
      expect.stringContaining(`"skipped":${asked}}`),
    ]);
  });

  it("do not fill the memory of a connection that takes nothing", async () => {
    const { hub, send } = start({ waitingBytes: 100 });
    const [slow, quick] = [connection(), connection()];
    slow.sink.waiting = 101;
    hub.connect(slow.sink, {}, undefined);
    hub.connect(quick.sink, {}, undefined);
    send(3);
    await hub.sendStats();
    expect(slow.text()).toBe("retry: 2000\n\n");
    expect(quick.ids()).toHaveLength(3);
  });

  it("cost nothing when nobody has listened for a while, and are not said to be complete then", () => {
    const { hub, send, listening } = start();
    expect(listening()).toBe(false);
    hub.connect(connection().sink, {}, undefined)();
    send(1);
    hub.sendHeartbeat();
    expect(listening()).toBe(true);
    hub.sendHeartbeat();
    expect(listening()).toBe(false);
    send(1, 1);
    const back = connection();
    hub.connect(back.sink, {}, "run-1");
    send(1, 2);
    expect(back.text()).toContain("event: gap\n");
    expect(back.ids()).toEqual(["run-3"]);
  });

  it("end with the connection and with the hub", () => {
    const { hub, send, listening } = start();
    const one = connection();
    const disconnect = hub.connect(one.sink, {}, undefined);
    disconnect();
    send(1);
    expect([one.ids(), hub.connections]).toEqual([[], 0]);
    hub.close();
    expect(listening()).toBe(false);
  });

  it("have a heartbeat", () => {
    const { hub } = start();
    const one = connection();
    hub.connect(one.sink, {}, undefined);
    hub.sendHeartbeat();
    expect(one.text()).toContain("\n\n: still here\n\n");
  });
});
