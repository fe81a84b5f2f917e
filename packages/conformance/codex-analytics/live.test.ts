import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDbStore, type Store } from "@codex-contracts/server/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoCodex } from "../codex-hooks/why-no-codex.js";
import { compareEvents } from "./compare/compare.js";
import { readSession, type SessionProcess } from "./compare/read-session.js";
import { replay } from "./compare/replay.js";
import { COVERAGE, uncovered } from "./coverage.js";
import { type PlayedSession, playSession } from "./play-session.js";

/** Why the session cannot be played here; undefined when it can. */
function whyNoSession(): string | undefined {
  const { error } = spawnSync("git", ["--version"]);
  return whyNoCodex() ?? (error === undefined ? undefined : "git is not installed");
}

const missing = whyNoSession();
const name = "a session of a real Codex with our ingestion server as its backend";
const temporary = (prefix: string) => realpathSync(mkdtempSync(join(tmpdir(), prefix)));

if (missing !== undefined && process.env["CI"] !== undefined)
  it("runs on CI", () => {
    throw new Error(`a real Codex must be run on CI: ${missing}`);
  });

describe.skipIf(missing !== undefined)(
  missing === undefined ? name : `${name}: not played: ${missing}`,
  () => {
    let data: string;
    let session: PlayedSession;
    let processes: readonly SessionProcess[];
    let store: Store;
    const sent = () => processes.flatMap(({ events }) => events);

    beforeAll(async () => {
      data = temporary("codex-contracts-data-");
      session = await playSession(temporary("codex-session-"), data);
      processes = readSession(session.text);
      store = openDuckDbStore({ folder: data });
    }, 330_000);
    afterAll(async () => {
      await store?.close();
      if (data !== undefined) rmSync(data, { recursive: true, force: true });
    });

    it("has the events that follow from its wire", () => {
      const differences = processes.flatMap(
        (one) => compareEvents(replay(one).events, one.events).differences,
      );
      expect(differences).toEqual([]);
    });

    it.each(Object.entries(COVERAGE))("holds all kinds of %s", (_, list) => {
      expect(uncovered(list, sent())).toEqual([]);
    });

    it("is answered with nothing but events that were taken", () => {
      const answers = session.answers.map(({ status, body }) => ({ status, ...JSON.parse(body) }));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      expect(answers.map(({ accepted }) => accepted)).toEqual(
        processes.flatMap(({ requests }) => requests.map(({ body }) => body.events.length)),
      );
    });

    it("is told as stored, none in quarantine", () => {
      const { told } = session;
      expect(told?.["/v1/stats"]).toMatchObject({
        totals: { accepted: sent().length, quarantined: 0, unknown: 0, duplicates: 0 },
        log: { entries: 0 },
      });
      expect(told?.["/v1/quarantine"]).toMatchObject({ groups: [] });
    });

    it("is in the tables, each event once in that of its type", async () => {
      const types = [...new Set(sent().map(({ event_type }) => event_type))].sort();
      const counts = await Promise.all(
        types.map(async (type) => [
          type,
          Number((await store.query(`SELECT count(*) FROM ${type}`)).rows[0]?.[0]),
        ]),
      );
      expect(counts).toEqual(
        types.map((type) => [type, sent().filter((event) => event.event_type === type).length]),
      );
    });

    it("comes out of the tables as it was sent", async () => {
      const records = await store.events({ limit: 10_000 });
      const texts = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).sort();
      expect(texts(records.map(({ event }) => event))).toEqual(texts(sent()));
    });
  },
);
