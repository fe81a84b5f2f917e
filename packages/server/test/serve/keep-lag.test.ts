import { expect, it } from "vitest";
import type { LogLag } from "../../src/log/log.js";
import { keepLag } from "../../src/serve/keep-lag.js";

const lagOf = (entries: number): LogLag => ({ entries, bytes: entries * 10, oldestReceivedAt: 1 });

/** A log that gives these answers, one after the other. */
function logThat(...answers: (LogLag | Error)[]) {
  const told: string[] = [];
  const note = (level: string) => (first: unknown, second?: string) =>
    void told.push(`${level} ${second ?? String(first)}`);
  const known = keepLag(
    {
      async lag() {
        const answer = answers.shift();
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error("asked too often");
        return answer;
      },
    },
    { warn: note("warn"), info: note("info") },
  );
  return { known, told };
}

it("keeps the latest lag while a log does not answer, and says so once", async () => {
  const { known, told } = logThat(lagOf(3), new Error("timeout"), new Error("timeout"), lagOf(5), lagOf(6));
  const seen: number[] = [];
  for (let i = 0; i < 5; i++) {
    await known.refresh();
    seen.push(known.latest().entries);
  }
  expect(seen).toEqual([3, 3, 3, 5, 6]);
  expect(told).toEqual([
    "warn the lag of the log is not known until it answers",
    "info the lag of the log is known again",
  ]);
});

it("asks once for all who want to know at the same time", async () => {
  const { known, told } = logThat(lagOf(3));
  await Promise.all([known.refresh(), known.refresh(), known.refresh()]);
  expect([known.latest().entries, told]).toEqual([3, []]);
});

it("asks a log that knows its lag for nothing", async () => {
  const log = { latestLag: lagOf(7), lag: () => Promise.reject(new Error("asked")) };
  const known = keepLag(log, { warn: () => {}, info: () => {} });
  await known.refresh();
  expect(known.latest()).toEqual(lagOf(7));
});
