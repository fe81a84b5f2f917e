import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { EntryList } from "../model/entry.js";
import type { Profile } from "../model/profile.js";
import type { LegacyPolicy } from "../model/sandbox-policy.js";
import type { PathContext } from "../path/path-context.js";
import { collectLegacyRoots } from "./collect-legacy-roots.js";
import { findLosses } from "./find-losses.js";
import { hasFullDiskRead, hasFullDiskWrite, hasRootWrite, includesPlatformDefaults } from "./full-disk.js";
import { type Loss, loss } from "./loss.js";
import { type UnrepresentableProfile, writesOutsideWorkspaceMessage } from "./unrepresentable.js";

/** The nearest sandbox policy of a profile with what it cannot say, or the error that Codex refuses the profile with. */
export type LegacyProjection =
  | {
      readonly ok: true;
      readonly policy: LegacyPolicy;
      readonly losses: readonly Loss[];
      /**
       * The profile that a session reports when it was given this one. It differs in one case: a managed profile that
       * restricts neither files nor network is reported as disabled.
       */
      readonly reported: Profile;
    }
  | { readonly ok: false; readonly error: UnrepresentableProfile };

/**
 * Projects a profile to the sandbox policy that Codex reports beside it. Source: observed, Codex 0.125.0.
 *
 * @param context Where the profile applies; what the working directory and TMPDIR are decides which roots it names.
 */
export function profileToLegacy(profile: Profile, context: PathContext): LegacyProjection {
  if (profile.type === "disabled") return projected({ type: "dangerFullAccess" }, [], profile);
  if (profile.type === "external") {
    return projected({ type: "externalSandbox", networkAccess: profile.network }, [], profile);
  }
  const { fileSystem, network } = profile;
  if (fileSystem.type === "restricted") return projectRestricted(profile, fileSystem, network, context);
  return network === "enabled"
    ? projected({ type: "dangerFullAccess" }, [loss("enforcement-disabled")], { type: "disabled" })
    : projected(fullDiskPolicy(network), [loss("enforcement-external")], profile);
}

function projected(policy: LegacyPolicy, losses: readonly Loss[], reported: Profile): LegacyProjection {
  return { ok: true, policy, losses, reported };
}

/** Who may write everywhere: with the network that is no sandbox, without it one that somebody else provides. */
function fullDiskPolicy(network: NetworkAccess): LegacyPolicy {
  return network === "enabled"
    ? { type: "dangerFullAccess" }
    : { type: "externalSandbox", networkAccess: "restricted" };
}

function projectRestricted(
  profile: Profile,
  list: EntryList,
  network: NetworkAccess,
  context: PathContext,
): LegacyProjection {
  const policy = { kind: "restricted", ...list } as const;
  if (hasFullDiskWrite(policy)) {
    const code = network === "enabled" ? "enforcement-disabled" : "enforcement-external";
    return projected(fullDiskPolicy(network), [loss(code), ...depthLoss(list)], profile);
  }
  const roots = collectLegacyRoots(list.entries, context);
  if (!roots.workspaceWritable && (roots.outsideWrites.length > 0 || hasRootWrite(list.entries))) {
    return { ok: false, error: writesOutsideWorkspace(list, roots.outsideWrites) };
  }
  const readAccess = hasFullDiskRead(policy)
    ? ({ type: "fullAccess" } as const)
    : ({
        type: "restricted",
        includePlatformDefaults: includesPlatformDefaults(policy),
        readableRoots: roots.readableRoots,
      } as const);
  const legacy: LegacyPolicy = roots.workspaceWritable
    ? {
        type: "workspaceWrite",
        writableRoots: roots.writableRoots,
        readOnlyAccess: readAccess,
        networkAccess: network === "enabled",
        excludeTmpdirEnvVar: !roots.tmpdirWritable,
        excludeSlashTmp: !roots.slashTmpWritable,
      }
    : { type: "readOnly", access: readAccess, networkAccess: network === "enabled" };
  return projected(legacy, [...findLosses(list.entries, legacy, context), ...depthLoss(list)], profile);
}

function depthLoss({ globScanMaxDepth }: EntryList): readonly Loss[] {
  return globScanMaxDepth === undefined ? [] : [loss("glob-scan-depth")];
}

function writesOutsideWorkspace({ entries }: EntryList, outside: readonly number[]): UnrepresentableProfile {
  const roots = entries.flatMap(({ path, access }, index) =>
    path.type === "special" && path.value.kind === "root" && access === "write" ? [index] : [],
  );
  return {
    code: "writes-outside-workspace",
    message: writesOutsideWorkspaceMessage,
    entries: [...outside, ...roots].sort((a, b) => a - b).map((index) => `/entries/${index}`),
  };
}
