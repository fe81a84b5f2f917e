import {
  addWritableRoots,
  checkPermissionParams,
  decodePermissions,
  decodeProfile,
  decodeSandboxPolicy,
  encodeProfile,
  encodeSandboxPolicy,
  fileSystemPolicyOf,
  fromRuntime,
  type LegacyPolicy,
  legacyToProfileIn,
  type PathContext,
  type Profile,
  profileToLegacy,
  requestErrorMessage,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { decoded, expectRefused } from "./cases/expect-decoded.js";
import { fakeFileSystem } from "./fake-file-system.js";
import { readNdjson } from "./read-ndjson.js";

interface WireParams {
  readonly sandbox?: unknown;
  readonly sandboxPolicy?: unknown;
  readonly permissionProfile?: unknown;
  readonly config?: { readonly sandbox_workspace_write: Readonly<Record<string, unknown>> };
}

interface WireCase {
  readonly op: "validate" | "project" | "turn";
  readonly name: string;
  readonly input?: unknown;
  readonly params?: WireParams;
  readonly accepted?: boolean;
  readonly error?: string;
  readonly sandbox?: unknown;
  readonly permissionProfile?: unknown;
}

// The folders lay below /tmp when this was recorded, which shows where /tmp may be written; the names came later.
const home = "/tmp/me";
const context: PathContext = {
  cwd: `${home}/ws`,
  fileSystem: fakeFileSystem({ directories: [`${home}/ws`] }),
};
const memories = `${home}/.codex/memories`;
const cases = readNdjson<WireCase>("permission-profile-wire").map(
  (recorded): WireCase => JSON.parse(JSON.stringify(recorded).replaceAll("/home/me", home)),
);

it("has every recorded case", () => expect(cases).toHaveLength(100));

describe.each(cases.filter(({ op }) => op === "validate"))("validate $name", (recorded) => {
  it("is judged as Codex judged it", () => {
    const { params = {}, input, error } = recorded;
    const all = "input" in recorded ? { permissionProfile: input } : params;
    if (error === undefined) {
      expect(recorded.accepted).toBe(true);
      expect(acceptance(all)).toEqual([]);
    } else expectError(all, error);
  });
});

describe.each(cases.filter(({ op }) => op === "turn"))(
  "turn $name",
  ({ params, error, sandbox, permissionProfile }) => {
    it("is reported as Codex reported it", () => {
      const policy = decodeSandboxPolicy(params?.sandboxPolicy);
      if (error !== undefined) {
        expectRefused(policy, reasonOf(error, params));
        return;
      }
      expect(encodeSandboxPolicy(decoded(policy))).toEqual(sandbox);
      expect(encodeProfile(legacyToProfileIn(decoded(policy), context))).toEqual(permissionProfile);
    });
  },
);

describe.each(cases.filter(({ op }) => op === "project"))("project $name", (recorded) => {
  it("is reported as Codex reported it", () => {
    const { params = {}, error } = recorded;
    const all = "input" in recorded ? { permissionProfile: recorded.input } : params;
    if (error !== undefined) {
      expectError(all, error);
      return;
    }
    const { profile, policy } = started(all);
    expect(encodeSandboxPolicy(policy)).toEqual(recorded.sandbox);
    expect(encodeProfile(profile)).toEqual(recorded.permissionProfile);
  });
});

/** Every reason to refuse parameters, none for null and absent members. */
function acceptance(params: WireParams): readonly string[] {
  const { permissionProfile = null, sandboxPolicy = null } = params;
  const profile = permissionProfile === null ? undefined : decodeProfile(permissionProfile);
  const policy = sandboxPolicy === null ? undefined : decodeSandboxPolicy(sandboxPolicy);
  const projection = profile?.ok ? profileToLegacy(profile.value, context) : undefined;
  return [
    checkPermissionParams("command/exec", params)?.message,
    ...[profile, policy].flatMap((result) =>
      result?.ok === false ? result.issues.map(({ code }) => code) : [],
    ),
    projection?.ok === false ? projection.error.message : undefined,
  ].filter((reason) => reason !== undefined);
}

function expectError(params: WireParams, error: string): void {
  const exclusive = checkPermissionParams(
    params.sandbox === undefined ? "command/exec" : "thread/start",
    params,
  );
  if (exclusive !== undefined) {
    expect(exclusive.message).toBe(error);
    return;
  }
  const profile = decodeProfile(params.permissionProfile);
  if (error.startsWith("Invalid request: ")) {
    expectRefused(profile, reasonOf(error, params.permissionProfile));
    return;
  }
  const projection = profileToLegacy(decoded(profile), context);
  if (projection.ok) expect.fail("represented");
  const request = error.startsWith("invalid permission profile") ? "command/exec" : "thread/start";
  expect(requestErrorMessage(request, projection.error)).toBe(error);
}

/** Codex reads an array member by member and misses the tag; here it is not an object at all. */
function reasonOf(error: string, value: unknown): string {
  return Array.isArray(value) ? "invalid type" : error.slice("Invalid request: ".length);
}

/** What a thread starts with: that of a profile, or that of a mode with its configuration. */
function started(params: WireParams): { readonly profile: Profile; readonly policy: LegacyPolicy } {
  if (params.permissionProfile === undefined) {
    const policy = withMemories(configured(params));
    return { policy, profile: legacyToProfileIn(policy, context) };
  }
  const projection = profileToLegacy(decoded(decodeProfile(params.permissionProfile)), context);
  if (!projection.ok) expect.fail(projection.error.message);
  const { reported, policy } = projection;
  return policy.type === "workspaceWrite" && reported.type === "managed"
    ? { policy: withMemories(policy, reported), profile: addMemories(reported) }
    : { policy, profile: reported };
}

function configured({ sandbox, config }: WireParams): LegacyPolicy {
  const permissions = decodePermissions(sandbox);
  if (!permissions.ok || permissions.value.kind !== "policy") expect.fail("not a mode");
  const { policy } = permissions.value;
  const members = Object.entries(config?.sandbox_workspace_write ?? {}).map(([name, value]) => [
    camelCase(name),
    value,
  ]);
  return decoded(decodeSandboxPolicy({ ...encodeSandboxPolicy(policy), ...Object.fromEntries(members) }));
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A thread may also write the folder where Codex keeps its memories, unless it may already. That is no projection. */
function withMemories(policy: LegacyPolicy, profile?: Profile): LegacyPolicy {
  if (policy.type !== "workspaceWrite") return policy;
  const needed = profile === undefined || addMemories(profile) !== profile;
  return needed ? { ...policy, writableRoots: [...policy.writableRoots, memories] } : policy;
}

function addMemories(profile: Profile): Profile {
  const fileSystem = fileSystemPolicyOf(profile);
  const added = addWritableRoots(fileSystem, [memories], context);
  if (
    added.kind === "restricted" &&
    fileSystem.kind === "restricted" &&
    added.entries.length === fileSystem.entries.length
  ) {
    return profile;
  }
  return fromRuntime({
    fileSystem: added,
    network: profile.type === "managed" ? profile.network : "enabled",
  });
}
