import { isJsonObject, type JsonObject } from "../json.js";
import { HOOK_CASES, type HookCase } from "./recorded-cases.js";
import type { ShapeCase } from "./shape-case.js";

/** The recorded cases about hooks.json, each as the whole file, and whether Codex reads the file. */
export const HOOK_CONFIGS: readonly ShapeCase[] = HOOK_CASES.filter(isAboutFile).map(
  ({ name, hook, value, expect }) => ({
    name,
    contract: "hooks/hooks-json",
    value: wholeFile(hook, value),
    accepted: expect["file_parse_error"] !== true,
  }),
);

function isAboutFile({ name, value }: HookCase): boolean {
  const json = ["handler", "hooks", "matcher", "PermissionRequest"].some((key) => Object.hasOwn(value, key));
  return /^(?:cfg|disc)_/.test(name) && json;
}

/** A handler, a group or a file as a file. */
function wholeFile(event: string, value: HookCase["value"]): JsonObject {
  const { handler, hooks, matcher } = value;
  if (handler !== undefined) return { hooks: { [event]: [{ hooks: [handler] }] } };
  const isGroup = matcher !== undefined || (hooks !== undefined && !isJsonObject(hooks));
  return isGroup ? { hooks: { [event]: [value] } } : value;
}
