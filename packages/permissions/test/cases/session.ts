import {
  decodeProfile,
  decodeSandboxPolicy,
  defaultReadOnly,
  encodeProfile,
  encodeSandboxPolicy,
  legacyToProfile,
  overrideForTurn,
  type PathContext,
  type SessionPermissions,
  type TurnOverride,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { fakeFileSystem } from "../fake-file-system.js";
import { decoded } from "./expect-decoded.js";
import { type CaseHandler, contextOf } from "./permission-case.js";

/** A step of a recorded session: what `turn/start` carried. */
interface Step {
  readonly permissionProfile?: unknown;
  readonly sandboxPolicy?: unknown;
  readonly cwd?: string;
}

export const sessionHandlers: Readonly<Record<string, CaseHandler>> = {
  "overlay session_replace_sequence": (recorded) => {
    let session: SessionPermissions = { policy: defaultReadOnly, profile: legacyToProfile(defaultReadOnly) };
    let before = contextOf(recorded);
    const reported = (recorded.input.steps as readonly Step[]).map((step) => {
      const after = step.cwd === undefined ? before : repositoryAt(step.cwd);
      const result = overrideForTurn(session, overrideOf(step), { before, after });
      if (!result.ok) expect.fail(result.error.message);
      session = result.session;
      before = after;
      return {
        permissionProfile: encodeProfile(session.profile),
        sandboxPolicy: encodeSandboxPolicy(session.policy),
      };
    });
    expect(reported).toEqual(recorded.expect.after_each);
  },
};

function overrideOf({ permissionProfile, sandboxPolicy }: Step): TurnOverride {
  if (permissionProfile !== undefined) return { profile: decoded(decodeProfile(permissionProfile)) };
  return sandboxPolicy === undefined ? {} : { policy: decoded(decodeSandboxPolicy(sandboxPolicy)) };
}

/** The second directory of the recorded session was a repository with its own agents; the record does not list that. */
function repositoryAt(cwd: string): PathContext {
  const directories = [cwd, ...[".git", ".agents", ".codex"].map((name) => `${cwd}/${name}`)];
  return { cwd, fileSystem: fakeFileSystem({ directories }) };
}
