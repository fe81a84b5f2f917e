import type { ParamsOf } from "@codex-contracts/client/app-server";
import {
  encodeProfile,
  encodeSandboxPolicy,
  type LegacyPolicy,
  overrideForTurn,
  type Profile,
  profileToLegacy,
  requestErrorMessage,
  type SessionPermissions,
} from "@codex-contracts/permissions";
import { expect, it } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import type { Codex } from "../harness/start-codex.js";
import { SEED } from "../seed.js";
import { answerOf, type Reported, reportOf } from "./answer-of.js";
import { contextOf } from "./context-of.js";
import { generatePolicies, generateProfiles } from "./generate-profiles.js";
import { withSessionRoots } from "./with-session-roots.js";

const TURNS = 40;

type Override = { readonly profile: Profile } | { readonly policy: LegacyPolicy };

/** A session for a profile, as Codex opens it; undefined for one that it refuses. */
function opened(codex: Codex, profile: Profile): SessionPermissions | undefined {
  const context = contextOf(codex, codex.workspace);
  const projection = profileToLegacy(profile, context);
  if (!projection.ok) return undefined;
  return withSessionRoots({ profile: projection.reported, policy: projection.policy }, codex, context);
}

/** What the thread reports after a turn that replaced its permissions. */
async function theirs(
  { client, workspace: cwd }: Codex,
  before: Profile,
  override: Override,
): Promise<Reported> {
  const { thread } = await client.threadStart({ cwd, permissionProfile: encodeProfile(before) });
  const over = client.notifications({ methods: ["turn/completed"] });
  const turn = { threadId: thread.id, input: [{ type: "text" as const, text: "go", text_elements: [] }] };
  const replaced: ParamsOf<"turn/start"> =
    "profile" in override
      ? { ...turn, permissionProfile: encodeProfile(override.profile) }
      : { ...turn, sandboxPolicy: encodeSandboxPolicy(override.policy) };
  return answerOf(async () => {
    await client.turnStart(replaced);
    await over.next();
    return client.threadResume({ threadId: thread.id });
  }).finally(() => over.return());
}

/** What we say that it reports. */
function ours(codex: Codex, session: SessionPermissions, override: Override): Reported {
  const context = contextOf(codex, codex.workspace);
  const result = overrideForTurn(session, override, { before: context, after: context });
  return result.ok ? reportOf(result.session) : { error: requestErrorMessage("turn/start", result.error) };
}

describeCodex("what a thread reports after turn/start", {}, (codex) => {
  it(`is what our overrides say, for ${TURNS} generated pairs (seed ${SEED})`, async () => {
    const befores = generateProfiles(codex(), SEED, TURNS * 2);
    const profiles = generateProfiles(codex(), SEED + 1, TURNS * 2).map((profile) => ({ profile }));
    const policies = generatePolicies(SEED, TURNS * 2).map((policy) => ({ policy }));
    let held = 0;
    for (const [index, before] of befores.entries()) {
      const session = opened(codex(), before);
      const override = (index % 3 === 0 ? policies : profiles)[index];
      if (session === undefined || override === undefined || held === TURNS) continue;
      held += 1;
      const expected = ours(codex(), session, override);
      const answer = await theirs(codex(), before, override);
      const isExpected = "error" in answer && "error" in expected && answer.error.endsWith(expected.error);
      expect({ before, override, answer: isExpected ? expected : answer }).toEqual({
        before,
        override,
        answer: expected,
      });
    }
    expect(held).toBe(TURNS);
  }, 120_000);
});
