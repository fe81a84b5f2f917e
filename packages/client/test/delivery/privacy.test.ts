import { type buildHookRunFact, buildSkillInvocationEvent, buildTurnEvent } from "@codex-contracts/fixtures";
import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { mutants } from "@codex-contracts/fixtures/mutants";
import { AnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import { PRIVACY_CLASSES } from "@codex-contracts/protocol/privacy";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AnalyticsClientOptions,
  createAnalyticsClient,
  functionTransport,
  type InvalidEvent,
  type PrivacyOptions,
} from "../../src/index.js";
import { runtime } from "./harness.js";
import { ManualClock } from "./manual-clock.js";

const secret = "git@secret.example.com:o/r.git";
const root = "/home/someone/project";
const turn = buildTurnEvent({
  git_workspaces: { [root]: { associated_remote_urls: { origin: secret }, has_changes: true } },
});

/** What leaves of an event. */
async function leaving(event: unknown, options: Partial<AnalyticsClientOptions> = {}) {
  const texts: string[] = [];
  const invalid: InvalidEvent[] = [];
  const clock = new ManualClock();
  const client = createAnalyticsClient({
    runtime,
    transport: functionTransport(({ events }) => void texts.push(...events.map(({ text }) => text))),
    onInvalid: (each) => invalid.push(each),
    explain: AnalyticsEvent,
    parts: { clock, environment: {} },
    ...options,
  });
  // What callers of JavaScript pass in.
  client.recordEvent(event as AnalyticsEvent);
  await clock.advance(1_000);
  return { texts, invalid, client, clock };
}

describe("the ceiling", () => {
  it("keeps back by default what is sensitive, and what it is kept under", async () => {
    const { texts } = await leaving(turn);
    expect(texts[0]).not.toContain("secret");
    expect(texts[0]).not.toContain("someone");
    const sent = JSON.parse(texts[0] ?? "");
    expect(AnalyticsEvent.is(sent)).toBe(true);
    expect(Object.values(sent.event_params.git_workspaces)).toMatchObject([{ has_changes: true }]);
  });

  it("lets it through when that is asked for", async () => {
    const { texts } = await leaving(turn, { privacy: { ceiling: "sensitive" } });
    expect(texts).toEqual([JSON.stringify(turn)]);
  });

  it("hashes keys the same way under the same secret only", async () => {
    const keyOf = async (privacy: PrivacyOptions) =>
      Object.keys(
        JSON.parse((await leaving(turn, { privacy })).texts[0] ?? "").event_params.git_workspaces,
      )[0];
    const [first, second, other, random] = await Promise.all(
      [{ secret: "a" }, { secret: "a" }, { secret: "b" }, {}].map(keyOf),
    );
    expect(first).toMatch(/^[\w-]{22}$/);
    expect(second).toBe(first);
    expect(new Set([first, other, random]).size).toBe(3);
  });

  it("reduces a name that has to be there", async () => {
    const { texts } = await leaving(buildSkillInvocationEvent({}, { skill_name: "secret-plan" }));
    expect(texts.length).toBe(1);
    expect(texts[0]).not.toContain("secret-plan");
  });

  it("refuses a word that is no class", () => {
    const ceiling = "none" as "public";
    expect(() =>
      createAnalyticsClient({ runtime, transport: functionTransport(() => {}), privacy: { ceiling } }),
    ).toThrow("privacy.ceiling must be one of public, internal, pseudonymous-id, sensitive");
  });

  const patience = { timeout: 60_000 };
  it.each(PRIVACY_CLASSES)(
    "at %s lets out valid events only, whatever event comes in",
    patience,
    async (ceiling) => {
      await fc.assert(
        fc.asyncProperty(arbitraryOf(AnalyticsEvent), async (event) => {
          const { texts, client } = await leaving(event, { privacy: { ceiling } });
          for (const text of texts) expect(AnalyticsEvent.is(JSON.parse(text))).toBe(true);
          expect(texts.length + client.stats().dropped.invalid).toBe(1);
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe("the guard at the exit", () => {
  const broken = mutants(AnalyticsEvent, turn);

  it("drops and counts every broken event, and says where it is broken but not what it held", async () => {
    for (const { value } of broken) {
      const { texts, client, invalid } = await leaving(value);
      expect([texts, client.stats().dropped.invalid]).toEqual([[], 1]);
      expect(invalid.length).toBe(1);
      expect(JSON.stringify(invalid)).not.toContain("secret");
    }
    expect(broken.length).toBeGreaterThan(50);
  });

  it("names the place, the rule and what was expected", async () => {
    const { invalid } = await leaving({ ...turn, event_params: { ...turn.event_params, status: "secret" } });
    await expect
      .poll(() => invalid)
      .toEqual([
        {
          eventType: "codex_turn_event",
          issues: [{ path: "/event_params/status", code: "enum", expected: expect.any(String) }],
        },
      ]);
  });

  it("says nothing of the places when nothing was given that knows them", async () => {
    const { invalid } = await leaving(
      { event_type: "codex_turn_event" },
      { explain: { safeParse: unknowing } },
    );
    expect(invalid).toEqual([{ eventType: "codex_turn_event", issues: [] }]);
  });

  it.each([null, undefined, 1, "text", [], { event_type: "secret event!" }])(
    "does not choke on %j",
    async (value) => {
      const { client, invalid } = await leaving(value);
      expect(client.stats().dropped.invalid).toBe(1);
      expect(invalid[0]?.eventType).toBe(null);
    },
  );
});

function unknowing(): ReturnType<typeof AnalyticsEvent.safeParse> {
  return { ok: false, issues: [] };
}

describe("facts that are none", () => {
  it.each([null, undefined, 1, {}, { fact: "nothing" }, { fact: "hook_run" }])(
    "%j is counted as invalid",
    async (fact) => {
      const { client } = await leaving(turn);
      const count = client.stats().dropped.invalid;
      client.record(fact as ReturnType<typeof buildHookRunFact>);
      expect(client.stats().dropped.invalid).toBe(count + 1);
    },
  );
});
