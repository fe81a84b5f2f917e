import { fixtures } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { benchOf } from "./bench.js";
import { type Judgement, judge } from "./judge.js";

const HOOK = "analytics/codex-hook-run";
const ANY = "analytics/analytics-event";
const REQUEST = "analytics/track-events-request";

const [{ value: hook }] = fixtures[HOOK].valid;
const bad = { ...hook, event_params: { ...hook.event_params, status: "odd" } };
const extra = { ...hook, event_params: { ...hook.event_params, novel: 1 } };
const unknown = { event_type: "codex_novel", event_params: {} };

const events = benchOf(undefined);

/** A judgement as one line: contract, verdict, issues, observations. */
function lines(judgements: readonly Judgement[]): readonly string[] {
  return judgements.map(({ contract, valid, issues, observations }) =>
    [
      contract,
      valid ? "valid" : "invalid",
      ...issues.map(({ path, code }) => `${path}!${code}`),
      ...observations.map(({ path, kind }) => `${path}?${kind}`),
    ].join(" "),
  );
}

describe("by event type, read as a producer", () => {
  it.each([
    ["an event", hook, [`${HOOK} valid`]],
    ["a broken event", bad, [`${HOOK} invalid /event_params/status!enum`]],
    ["an unknown key", extra, [`${HOOK} invalid /event_params/novel!additionalProperties`]],
    ["an unknown event type", unknown, [`${ANY} invalid /event_type!discriminator`]],
    [
      "an event type that every object has",
      { event_type: "constructor" },
      [`${ANY} invalid /event_type!discriminator`],
    ],
    ["an event type that is no string", { event_type: 1 }, [`${ANY} invalid /event_type!discriminator`]],
    ["no event type", {}, [`${ANY} invalid /event_type!required`]],
    ["no object", 1, [`${ANY} invalid !type`]],
    ["an empty array", [], []],
    ["an array", [hook, bad], [`${HOOK} valid`, `${HOOK} invalid /1/event_params/status!enum`]],
    ["an array in an array", [[hook]], [`${ANY} invalid /0!type`]],
  ])("%s", (_, value, expected) => expect(lines(judge(value, events, "producer"))).toEqual(expected));
});

describe("a track-events request", () => {
  it.each([
    [
      "judges each event",
      { events: [hook, bad] },
      [`${REQUEST} valid`, `${HOOK} valid`, `${HOOK} invalid /events/1/event_params/status!enum`],
    ],
    [
      "is judged by its envelope",
      { events: [hook], sent: 1 },
      [`${REQUEST} invalid /sent!additionalProperties`, `${HOOK} valid`],
    ],
    ["must hold an event", { events: [] }, [`${REQUEST} invalid /events!minItems`]],
    [
      "names unknown event types",
      { events: [unknown] },
      [`${REQUEST} valid`, `${ANY} invalid /events/0/event_type!discriminator`],
    ],
    [
      "may stand in an array",
      [{ events: [bad] }],
      [`${REQUEST} valid`, `${HOOK} invalid /0/events/0/event_params/status!enum`],
    ],
  ])("%s", (_, value, expected) => expect(lines(judge(value, events, "producer"))).toEqual(expected));
});

describe("read as a consumer", () => {
  it.each([
    ["an unknown key is observed", extra, [`${HOOK} valid /event_params/novel?unknown-key`]],
    ["an unknown event type is observed", unknown, [`${ANY} valid /event_type?unknown-tag`]],
    ["a malformed known part is not tolerated", bad, [`${HOOK} invalid /event_params/status!enum`]],
    [
      "a request deals observations out to its events",
      { events: [hook, extra], sent: 1 },
      [
        `${REQUEST} valid /sent?unknown-key`,
        `${HOOK} valid`,
        `${HOOK} valid /event_params/novel?unknown-key`,
      ],
    ],
  ])("%s", (_, value, expected) => expect(lines(judge(value, events, "consumer"))).toEqual(expected));
});

describe("by a named contract", () => {
  it.each([
    ["a message", hook, [`${HOOK} valid`]],
    ["another event", { ...hook, event_type: "codex_novel" }, [`${HOOK} invalid /event_type!const`]],
    ["each message of an array", [hook, hook], [`${HOOK} valid`, `${HOOK} valid`]],
  ])("%s", (_, value, expected) =>
    expect(lines(judge(value, benchOf("HookRunEvent"), "producer"))).toEqual(expected),
  );
});
