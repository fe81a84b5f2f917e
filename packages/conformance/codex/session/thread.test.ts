import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  defaultReadOnly,
  defaultWorkspaceWrite,
  encodeProfile,
  type LegacyPolicy,
  legacyToProfileIn,
  type Profile,
  profileToLegacy,
  requestErrorMessage,
} from "@codex-contracts/permissions";
import type { SandboxMode } from "@codex-contracts/protocol/permissions";
import { expect, it } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import type { Codex } from "../harness/start-codex.js";
import { SEED } from "../seed.js";
import { answerOf, type Reported, reportOf } from "./answer-of.js";
import { contextOf } from "./context-of.js";
import { generateProfiles } from "./generate-profiles.js";
import { withSessionRoots } from "./with-session-roots.js";

const PROFILES = 120;

/** What we say that `thread/start` answers for a profile. */
function ours(codex: Codex, profile: Profile, cwd: string): Reported {
  const context = contextOf(codex, cwd);
  const projection = profileToLegacy(profile, context);
  if (!projection.ok) return { error: requestErrorMessage("thread/start", projection.error) };
  return reportOf(
    withSessionRoots({ profile: projection.reported, policy: projection.policy }, codex, context),
  );
}

/** The policy that a mode of the sandbox stands for. Memories may be written by policy, not by an entry on top. */
const modes = {
  "read-only": () => defaultReadOnly,
  "workspace-write": ({ home }) => ({ ...defaultWorkspaceWrite, writableRoots: [join(home, "memories")] }),
  "danger-full-access": () => ({ type: "dangerFullAccess" }),
} as const satisfies Record<SandboxMode, (codex: Codex) => LegacyPolicy>;

describeCodex("what thread/start answers", {}, (codex) => {
  it(`is what our projections say, for ${PROFILES} generated profiles (seed ${SEED})`, async () => {
    const { client, workspace: cwd } = codex();
    const count = { refused: 0, opened: 0 };
    for (const profile of generateProfiles(codex(), SEED, PROFILES)) {
      const permissionProfile = encodeProfile(profile);
      const theirs = await answerOf(() => client.threadStart({ cwd, permissionProfile }));
      expect({ permissionProfile, answer: theirs }).toEqual({
        permissionProfile,
        answer: ours(codex(), profile, cwd),
      });
      count["error" in theirs ? "refused" : "opened"] += 1;
    }
    console.info(`held against thread/start: ${JSON.stringify(count)}`);
    expect(Math.min(count.refused, count.opened)).toBeGreaterThan(0);
  }, 120_000);

  // The keys of the table are the modes.
  it.each(Object.keys(modes) as SandboxMode[])(
    "is what our projection of a policy says: %s",
    async (sandbox) => {
      const cwd = join(codex().workspace, sandbox);
      mkdirSync(join(cwd, ".git"), { recursive: true });
      const context = contextOf(codex(), cwd);
      const policy = modes[sandbox](codex());
      const theirs = await answerOf(() => codex().client.threadStart({ cwd, sandbox }));
      const session = { profile: legacyToProfileIn(policy, context), policy };
      expect(theirs).toEqual(reportOf(withSessionRoots(session, codex(), context)));
    },
  );
});
