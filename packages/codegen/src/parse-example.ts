import { isJsonObject, type Json } from "./json.js";
import type { InvalidExample } from "./model.js";
import type { Report } from "./problem.js";

/** Reads an example file; its kind is the folder that it lies in. */
export function parseExample(
  file: string,
  json: Json,
  kind: "valid" | "invalid",
  report: Report,
): InvalidExample | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1, -".json".length);
  const { description, source, value, issues } = isJsonObject(json) ? json : {};
  if (typeof description !== "string" || typeof source !== "string" || value === undefined) {
    report(
      "",
      "example-form",
      'an example needs "description", "source" and "value"',
      "add what is missing; source says where the value comes from",
    );
    return undefined;
  }
  const parsed = Array.isArray(issues) ? issues.map(parseIssue) : [];
  if (kind === "valid" && issues !== undefined)
    report(
      "/issues",
      "example-form",
      "a valid example has no issues",
      "remove them, or move the file to invalid/",
    );
  if (kind === "invalid" && (parsed.length === 0 || parsed.includes(undefined))) {
    report(
      "/issues",
      "example-form",
      "an invalid example says what it is refused for",
      'add "issues": [{ "path": …, "code": … }]',
    );
  }
  return { name, file, description, source, value, issues: parsed.filter((i) => i !== undefined) };
}

/** One expected issue; undefined when it is none. */
export function parseIssue(json: Json): { path: string; code: string } | undefined {
  if (!isJsonObject(json) || typeof json["path"] !== "string" || typeof json["code"] !== "string")
    return undefined;
  return { path: json["path"], code: json["code"] };
}
