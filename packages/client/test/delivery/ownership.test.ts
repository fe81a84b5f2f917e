import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  freeFolder,
  hasEnded,
  type Owner,
  ownerFolder,
  readFolderName,
  systemWitness,
  type Witness,
} from "../../src/delivery/spool/owner.js";
import { decodeLines, encodeLine } from "../../src/delivery/spool/record-line.js";
import { hookRun } from "./harness.js";
import { spoolHarness, temporaryFolder, turnsIn } from "./spool-harness.js";

const HOUR = 3_600_000;
const stream = "stream01";
const { self } = systemWitness();
const me: Owner = { ...self, stream };

describe("whether an owner has ended", () => {
  const starts = new Map([
    [10, "500"],
    [11, "0"],
  ]);
  const here = { pid: 1, start: "400", machine: "aaaaaaaa", boot: "bbbbbbbb" };
  const witness: Witness = { self: here, startOf: (pid) => starts.get(pid) };
  const owner: Owner = { ...here, pid: 10, start: "500", stream };

  it.each<[string, Partial<Owner>, number, boolean]>([
    ["it lives", {}, 9 * HOUR, false],
    ["no process has its id", { pid: 12 }, 0, true],
    ["its id belongs to a later process", { start: "499" }, 0, true],
    ["the machine has been started anew", { boot: "cccccccc" }, 0, true],
    ["it lives elsewhere and was heard of", { machine: "dddddddd" }, HOUR, false],
    ["it lived elsewhere and is silent", { machine: "dddddddd" }, HOUR + 1, true],
    ["its start is not known and it was heard of", { start: "0" }, HOUR, false],
    ["its start is not known and it is silent", { start: "0" }, HOUR + 1, true],
    ["the system does not know starts, and it is silent", { pid: 11 }, HOUR + 1, true],
  ])("%s", (_, change, silentMs, ended) => {
    expect(hasEnded({ ...owner, ...change }, silentMs, HOUR, witness)).toBe(ended);
  });

  it("sees itself alive, and a process that cannot be there ended", () => {
    expect(hasEnded(me, 0, HOUR, systemWitness())).toBe(false);
    expect(hasEnded({ ...me, pid: 2 ** 22 + 1 }, 0, HOUR, systemWitness())).toBe(true);
  });
});

describe("names of folders", () => {
  it("say who owns them", () => {
    expect(readFolderName(ownerFolder(me))).toEqual({ kind: "owned", owner: me });
    expect(readFolderName(freeFolder(stream))).toEqual({ kind: "free" });
  });

  it.each(["", "owner", "owner.x.0.aaaaaaaa.0.stream01", "free.", "free.a/b", "notes", ".DS_Store"])(
    "ignores %j",
    (name) => {
      expect(readFolderName(name)).toEqual({ kind: "other" });
    },
  );
});

describe("lines of a segment", () => {
  const events = [1, 2, 3].map((n) => {
    const text = JSON.stringify({ event_params: { turn_id: `é\u2028\n${n}` } });
    return { stream, n, at: 1_000 + n, text, bytes: Buffer.byteLength(text) };
  });
  const whole = events.map(encodeLine).join("");

  it("are read as they were written", () => {
    expect(decodeLines(whole)).toEqual({ events, broken: 0, tornBytes: 0 });
  });

  it("are read up to where a crash tore the last one, wherever that was", () => {
    const last = encodeLine(events[2] ?? { stream, n: 0, at: 0, text: "", bytes: 0 });
    for (let kept = 1; kept < last.length; kept++) {
      const torn = whole.slice(0, whole.length - last.length + kept);
      const tornBytes = Buffer.byteLength(last.slice(0, kept));
      expect(decodeLines(torn)).toEqual({ events: events.slice(0, 2), broken: 1, tornBytes });
    }
  });

  it("are passed over when any character of them has changed", () => {
    const second = encodeLine(events[1] ?? { stream, n: 0, at: 0, text: "", bytes: 0 });
    for (let i = 0; i < second.length - 1; i++) {
      const damaged = second.slice(0, i) + (second[i] === "x" ? "y" : "x") + second.slice(i + 1);
      const decoded = decodeLines(whole.replace(second, damaged));
      expect(decoded).toEqual({ events: [events[0], events[2]], broken: 1, tornBytes: 0 });
    }
  });
});

describe("taking over", () => {
  const dead = ownerFolder({ ...me, pid: 2 ** 22 + 1 });
  const line = (n: number): string =>
    encodeLine({ stream, n, at: 1_777_000_000_000, text: JSON.stringify(eventOf(n)), bytes: 0 });

  function leave(folder: string, name: string, text: string): void {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "0000000001.spool"), text);
  }

  it("delivers what an owner that has ended left, under its keys, and counts what was torn once", async () => {
    const folder = temporaryFolder();
    leave(folder, dead, `${line(7)}${line(8)}${line(9).slice(0, -9)}`);
    const { clock, sent, client, drops } = spoolHarness({ spool: { folder } });
    await clock.advance(1_000);
    expect(sent.flatMap(({ keys }) => keys)).toEqual([`${stream}:7`, `${stream}:8`]);
    expect(drops).toEqual([["spool_error", 1]]);
    expect(client.stats().events).toMatchObject({ adopted: 2, acknowledged: 2 });
    expect(readdirSync(folder).filter((name) => name === dead)).toEqual([]);
  });

  it("leaves alone what belongs to a living process, and what it does not know", async () => {
    const folder = temporaryFolder();
    leave(folder, ownerFolder(me), line(1));
    leave(folder, "notes", line(2));
    const { clock, sent } = spoolHarness({ spool: { folder } });
    await clock.advance(600_000);
    expect(sent).toEqual([]);
    expect(turnsIn(folder).sort()).toEqual(["1", "2"]);
  });

  it("gives each segment to exactly one of many clients", async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 40; i++) leave(folder, ownerFolder({ ...me, pid: 2 ** 22 + 1 + i }), line(i));
    const clients = Array.from({ length: 8 }, () => spoolHarness({ spool: { folder } }));
    await Promise.all(clients.map(({ clock }) => clock.advance(2_000)));
    const keys = clients.flatMap(({ sent }) => sent.flatMap((each) => each.keys));
    expect(keys.length).toBe(40);
    expect(new Set(keys).size).toBe(40);
  });

  it("keeps within its bytes what it takes over, the oldest going first", async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 10; i++) leave(folder, ownerFolder({ ...me, pid: 2 ** 22 + 1 + i }), line(i));
    const { clock, client } = spoolHarness({ spool: { folder, maxBytes: 4 * line(0).length } });
    await clock.advance(1_000);
    expect(client.stats()).toMatchObject({ dropped: { spool_full: 6 }, events: { acknowledged: 4 } });
  });

  it("looks for orphans again while it runs", async () => {
    const { clock, sent, folder, record } = spoolHarness();
    await clock.advance(1_000);
    leave(folder, dead, line(1));
    await clock.advance(300_000);
    record(5, 5);
    await clock.advance(5_000);
    expect(sent.flatMap(({ turns }) => turns)).toEqual(["5", "1"]);
  });
});

function eventOf(turn: number): unknown {
  return { event_type: "codex_hook_run", event_params: { ...hookRun(turn).tracking } };
}
