import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  addReadableRoots,
  addWritableRoots,
  type FileSystemPolicy,
  fileSystemPolicyOf,
  type PathContext,
  type Profile,
  profileToLegacy,
  restrictedProfile,
  type SessionPermissions,
} from "@codex-contracts/permissions";
import type { Codex } from "../harness/start-codex.js";

/**
 * What a thread adds to the permissions that it is opened with: its memories may be written where the workspace may,
 * which the policy says too, and its helper programs may be read, which the policy does not say.
 */
export function withSessionRoots(
  { profile, policy }: SessionPermissions,
  codex: Codex,
  context: PathContext,
): SessionPermissions {
  if (policy.type === "dangerFullAccess" || policy.type === "externalSandbox") return { profile, policy };
  const memories = policy.type === "workspaceWrite" ? [join(codex.home, "memories")] : [];
  const writable = withPolicy(profile, (files) => addWritableRoots(files, memories, context));
  const projection = profileToLegacy(writable, context);
  if (!projection.ok) throw new Error("a root more cannot make a profile one that no policy can express");
  const readable = withPolicy(writable, (files) => addReadableRoots(files, helperFolders(codex), context));
  return { profile: readable, policy: projection.policy };
}

function withPolicy(profile: Profile, change: (policy: FileSystemPolicy) => FileSystemPolicy): Profile {
  const changed = change(fileSystemPolicyOf(profile));
  return profile.type === "managed" && changed.kind === "restricted"
    ? restrictedProfile(
        {
          entries: changed.entries,
          ...(changed.globScanMaxDepth && { globScanMaxDepth: changed.globScanMaxDepth }),
        },
        profile.network,
      )
    : profile;
}

/** Codex makes the folder when it starts and names it at random. */
function helperFolders({ home }: Codex): readonly string[] {
  const folder = join(home, "tmp/arg0");
  return readdirSync(folder).map((name) => join(folder, name));
}
