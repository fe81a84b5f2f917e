import type { Issue } from "@codex-contracts/protocol";
import { isRecord } from "../message.js";

/** What a member of an answer has to be. */
export type Expected = "string" | "integer" | "object";

/** Issues for the members that are missing or of another JSON type; further members are none of our business. */
export function missingMembers(
  value: unknown,
  members: Readonly<Record<string, Expected>>,
  at = "",
): Issue[] {
  if (!isRecord(value)) return [{ path: at, code: "type", expected: "object" }];
  return Object.entries(members).flatMap(([name, expected]): Issue[] => {
    const path = `${at}/${name}`;
    if (!(name in value)) return [{ path, code: "required", expected }];
    return fits(value[name], expected) ? [] : [{ path, code: "type", expected }];
  });
}

function fits(value: unknown, expected: Expected): boolean {
  if (expected === "object") return isRecord(value);
  return expected === "integer" ? Number.isSafeInteger(value) : typeof value === "string";
}
