import type { JsonObject, JsonValue } from "../json/scanner.js";
import { isJsonObject } from "./check-shape.js";

/** An output that has the shape of its event, with every member that any event knows. Null is also absent. */
export interface HookOutput {
  readonly continues: boolean;
  readonly stopReason: string | null;
  readonly suppressOutput: boolean;
  readonly systemMessage: string | null;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly hookEventName: string | null;
  readonly permissionDecision: string | null;
  readonly permissionDecisionReason: string | null;
  readonly additionalContext: string | null;
  readonly hasUpdatedInput: boolean;
  readonly hasUpdatedMCPToolOutput: boolean;
  /** The decision on a PermissionRequest. */
  readonly request: RequestDecision | null;
}

export interface RequestDecision {
  readonly behavior: string | null;
  readonly message: string | null;
  readonly hasUpdatedInput: boolean;
  readonly hasUpdatedPermissions: boolean;
  readonly interrupt: boolean;
}

/** Reads an output whose shape has been checked. */
export function readHookOutput(output: JsonObject): HookOutput {
  const specific = objectAt(output, "hookSpecificOutput") ?? {};
  const request = objectAt(specific, "decision");
  return {
    continues: output["continue"] !== false,
    stopReason: textAt(output, "stopReason"),
    suppressOutput: output["suppressOutput"] === true,
    systemMessage: textAt(output, "systemMessage"),
    decision: textAt(output, "decision"),
    reason: textAt(output, "reason"),
    hookEventName: textAt(specific, "hookEventName"),
    permissionDecision: textAt(specific, "permissionDecision"),
    permissionDecisionReason: textAt(specific, "permissionDecisionReason"),
    additionalContext: textAt(specific, "additionalContext"),
    hasUpdatedInput: isPresent(specific["updatedInput"]),
    hasUpdatedMCPToolOutput: isPresent(specific["updatedMCPToolOutput"]),
    request: request === null ? null : readRequest(request),
  };
}

function readRequest(decision: JsonObject): RequestDecision {
  return {
    behavior: textAt(decision, "behavior"),
    message: textAt(decision, "message"),
    hasUpdatedInput: isPresent(decision["updatedInput"]),
    hasUpdatedPermissions: isPresent(decision["updatedPermissions"]),
    interrupt: decision["interrupt"] === true,
  };
}

function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === "string" ? value : null;
}

function objectAt(object: JsonObject, key: string): JsonObject | null {
  const value = object[key];
  return isJsonObject(value) ? value : null;
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
