import type { PermissionProfile } from "@codex-contracts/protocol/permissions";
import { describe, expect, it } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import { SEED } from "../seed.js";
import { generateCases, profileOf } from "./generate-cases.js";
import { KNOWN_DIFFERENCES } from "./known-differences.js";
import { KNOWN_FAILURES } from "./known-failures.js";
import { type CaseReport, runCase } from "./run-case.js";

const CASES = 300;

const unrestricted: readonly PermissionProfile[] = [
  { type: "disabled" },
  { type: "external", network: { enabled: false } },
  { type: "external", network: { enabled: true } },
  { type: "managed", network: { enabled: false }, fileSystem: { type: "unrestricted" } },
  { type: "managed", network: { enabled: true }, fileSystem: { type: "unrestricted" } },
];

/** What was found in one case that neither our resolution nor the known differences say. */
function surprises({ projection, outcome }: CaseReport): readonly unknown[] {
  if (outcome.kind === "refused") {
    const message = projection.ok
      ? "a profile that we can project"
      : `invalid permission profile: ${projection.error.message}`;
    return outcome.message === message ? [] : [{ refused: outcome.message, ours: message }];
  }
  if (!projection.ok) return [{ ran: "a profile that cannot be projected" }];
  if (outcome.kind === "did-not-run")
    return KNOWN_FAILURES.some(({ stderr }) => stderr.test(outcome.why)) ? [] : [outcome];
  return outcome.tried.filter(
    ({ allowed, succeeded, known }) => allowed !== succeeded && known === undefined,
  );
}

describeCodex("what the sandbox of Codex lets a command do", {}, (codex) => {
  it(`is what our resolution says, for ${CASES} generated profiles (seed ${SEED})`, async () => {
    const found: unknown[] = [];
    const count = {
      profiles: 0,
      trials: 0,
      succeeded: 0,
      refused: 0,
      "did-not-run": 0,
      ran: 0,
      different: 0,
    };
    for (const each of generateCases(SEED, CASES)) {
      const report = await runCase(codex(), (world, programs) => profileOf(each, world, programs));
      count.profiles += 1;
      count[report.outcome.kind] += 1;
      const tried = report.outcome.kind === "ran" ? report.outcome.tried : [];
      count.trials += tried.length;
      count.succeeded += tried.filter(({ succeeded }) => succeeded).length;
      count.different += tried.filter(({ allowed, succeeded }) => allowed !== succeeded).length;
      found.push(...surprises(report).map((surprise) => ({ case: each, surprise })));
    }
    console.info(`held against the sandbox of Codex: ${JSON.stringify(count)}`);
    expect(found).toEqual([]);
    // Nothing was compared if no profile was accepted, or if nothing could ever be done.
    expect(count.trials).toBeGreaterThan(2_000);
    expect(count.succeeded / count.trials).toBeGreaterThan(0.2);
    expect(count.succeeded / count.trials).toBeLessThan(0.8);
  }, 300_000);

  it.each(unrestricted)("is everything where nobody restricts files: %o", async (profile) => {
    const { outcome } = await runCase(codex(), () => profile);
    const tried = outcome.kind === "ran" ? outcome.tried : [];
    expect(tried.length).toBeGreaterThan(20);
    expect(tried.filter(({ allowed, succeeded }) => !allowed || !succeeded)).toEqual([]);
  });

  describe("differs from the entries in known ways:", () => {
    it.each(KNOWN_DIFFERENCES)("$name", async (difference) => {
      const { example, effect } = difference;
      const { outcome } = await runCase(codex(), (world, programs) =>
        profileOf(example.case, world, programs),
      );
      const tried = outcome.kind === "ran" ? outcome.tried : [];
      const found = tried.find(
        ({ trial }) => trial.act === example.act && trial.path.endsWith(`/${example.path}`),
      );
      expect(found).toMatchObject({
        allowed: effect === "narrower",
        succeeded: effect === "wider",
        known: difference,
      });
    });

    it.each(KNOWN_FAILURES)("no command runs where $reason", async ({ example, stderr }) => {
      const { outcome } = await runCase(codex(), (world, programs) => profileOf(example, world, programs));
      expect(outcome).toMatchObject({ kind: "did-not-run", why: expect.stringMatching(stderr) });
    });
  });
});
