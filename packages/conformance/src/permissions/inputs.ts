import type { Json } from "../json.js";
import { MESSAGES, READINGS } from "./readings.js";
import { PERMISSION_CASES, type PermissionCase, WIRE_CASES } from "./recorded-cases.js";

/** A value that Codex read, the contracts that describe it, and whether Codex took it. */
export interface PermissionInput {
  readonly file: string;
  readonly name: string;
  readonly contracts: readonly [string, ...string[]];
  readonly value: Json | undefined;
  readonly accepted: boolean;
}

/** Refusals that come after reading: the message was well-formed. */
const AFTER_READING = /^(?:invalid permission profile|failed to)/;

/** Every recorded case in which Codex reads a shape. */
export const PERMISSION_INPUTS: readonly PermissionInput[] = [
  ...PERMISSION_CASES.filter(({ op }) => op === "validate" || op === "normalize").map(caseInput),
  ...WIRE_CASES.map(wireInput),
];

function caseInput({ name, shape, kind, input, error }: PermissionCase): PermissionInput {
  const reading = READINGS[shape ?? kind ?? ""];
  if (reading === undefined) throw new Error(`${name}: no contract for the shape ${shape ?? kind}`);
  const value = reading.wrap === undefined ? input : reading.wrap(input);
  return {
    file: "permission-cases.ndjson",
    name,
    contracts: reading.contracts,
    value,
    accepted: error === undefined,
  };
}

function wireInput({ op, name, params, input, error }: PermissionCase): PermissionInput {
  const message = MESSAGES[op];
  if (message === undefined) throw new Error(`${name}: no message for the operation ${op}`);
  return {
    file: "permission-profile-wire.ndjson",
    name: `${op} ${name}`,
    contracts: [message.contract],
    value: { ...message.members, ...(params ?? { permissionProfile: input ?? null }) },
    accepted: error === undefined || AFTER_READING.test(error),
  };
}
