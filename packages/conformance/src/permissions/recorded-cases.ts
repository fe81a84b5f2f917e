import type { Json, JsonObject } from "../json.js";
import { type RecordedLine, readLines } from "../recorded/read-lines.js";

/** A permission profile or policy, or a message with one, and the answer of Codex. `error` is set when it refused. */
export interface PermissionCase extends RecordedLine {
  readonly op: string;
  /** What the input is, for the cases that are about one shape. */
  readonly shape?: string;
  /** What is done, for the others. */
  readonly kind?: string;
  readonly input?: Json;
  readonly params?: JsonObject;
  readonly error?: string;
  readonly expect?: Json;
}

export const PERMISSION_CASES: readonly PermissionCase[] = readLines("permission-cases.ndjson");
export const WIRE_CASES: readonly PermissionCase[] = readLines("permission-profile-wire.ndjson");
