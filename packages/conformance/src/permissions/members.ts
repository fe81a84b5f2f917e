import { isJsonObject, type Json } from "../json.js";
import { READINGS } from "./readings.js";
import { PERMISSION_CASES, type PermissionCase, WIRE_CASES } from "./recorded-cases.js";

/** A value inside a recorded case that has a contract of its own. */
export interface CaseMember {
  /** Name of the case and of the member. */
  readonly name: string;
  readonly contract: string;
  readonly value: Json;
}

/** What Codex answers, by the name of the member that holds it. */
const ANSWERS: Readonly<Record<string, string>> = {
  permissionProfile: "permissions/permission-profile",
  storedPermissionProfile: "permissions/permission-profile",
  sandbox: "permissions/sandbox-policy",
  sandboxPolicy: "permissions/sandbox-policy",
  sandboxPolicyNormalized: "permissions/sandbox-policy",
  additionalPermissions: "permissions/additional-permission-profile",
  expect_request_wire: "permissions/request-permission-profile",
  permissions: "permissions/core-additional-permission-profile",
  permission_profile: "permissions/core-permission-profile",
  profile: "permissions/core-permission-profile",
  sandbox_policy: "permissions/core-sandbox-policy",
  to_legacy: "permissions/core-sandbox-policy",
  file_system_sandbox_policy: "permissions/core-file-system-sandbox-policy",
  to_runtime_file_system: "permissions/core-file-system-sandbox-policy",
};

/** Cases whose whole answer is a file-system policy. */
const ANSWERS_POLICY = new Set([
  "apply_overlay_to_policy",
  "with_additional_writable_roots",
  "with_additional_readable_roots",
]);

/** What Codex is given outside of `validate` and `normalize`, by the name of the member that holds it. */
const GIVEN: Readonly<Record<string, string>> = {
  permissionProfile: "permissions/permission-profile",
  sandboxPolicy: "permissions/sandbox-policy",
  sandbox_policy: "permissions/core-sandbox-policy",
  policy: "permissions/core-file-system-sandbox-policy",
  existing: "permissions/core-file-system-sandbox-policy",
  requested: "permissions/core-request-permission-profile",
  response: "app-server/permissions-request-approval-response",
  request: "permissions/core-additional-permission-profile",
  session_grants_in_order: "permissions/core-additional-permission-profile",
};

/** Every profile and policy that Codex answered with. */
export const PERMISSION_ANSWERS: readonly CaseMember[] = [...PERMISSION_CASES, ...WIRE_CASES].flatMap(
  (each) => {
    const { name, op, shape, kind, expect = null, input, params, ...rest } = each;
    const whole = wholeAnswer(each);
    if (whole !== undefined) return isJsonObject(expect) ? [{ name, contract: whole, value: expect }] : [];
    return membersOf(name, { expect, ...withoutUndefined(rest) }, ANSWERS);
  },
);

/** Every profile, policy and message that Codex was given in the cases about behaviour. */
export const PERMISSION_GIVEN: readonly CaseMember[] = PERMISSION_CASES.filter(
  ({ op }) => op !== "validate" && op !== "normalize",
).flatMap(({ name, input = null }) => membersOf(name, input, GIVEN));

function wholeAnswer({ op, shape, kind }: PermissionCase): string | undefined {
  if (ANSWERS_POLICY.has(kind ?? "")) return "permissions/core-file-system-sandbox-policy";
  if (op !== "normalize" || kind !== undefined) return undefined;
  return READINGS[shape ?? ""]?.contracts[0];
}

function membersOf(name: string, value: Json, contracts: Readonly<Record<string, string>>): CaseMember[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => membersOf(`${name}/${i}`, item, contracts));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const contract = Object.hasOwn(contracts, key) ? contracts[key] : undefined;
    const place = `${name}/${key}`;
    if (contract === undefined) return membersOf(place, member, contracts);
    return [member].flat().flatMap((each) => (each === null ? [] : [{ name: place, contract, value: each }]));
  });
}

function withoutUndefined(object: Readonly<Record<string, Json | undefined>>): {
  readonly [key: string]: Json;
} {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
