import { isJsonObject, type Json } from "../json.js";
import type { Report } from "../problem.js";
import type { Found } from "./finding.js";

/** Ending of a file of waivers, which lies beside the schema of the same name. */
export const WAIVER_SUFFIX = ".waivers.json";

/** A written exemption: which findings of which rule are accepted, why, who answers for it, and until when. */
export interface Waiver {
  /** The file that it stands in, and where. */
  readonly file: string;
  readonly pointer: string;
  /** The schema file whose findings it is about. */
  readonly schema: string;
  readonly rule: string;
  /** Places in a message, or JSON Pointers into the schema, each of them written out. */
  readonly at: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Reads `<schema>.waivers.json`: `{ "waivers": [{ "rule", "at", "reason", "owner", "expires" }] }`. */
export function parseWaivers(
  file: string,
  json: Json,
  knownRules: readonly string[],
  report: Report,
): Waiver[] {
  const list = isJsonObject(json) ? json["waivers"] : undefined;
  if (!Array.isArray(list)) {
    report("", "waiver-form", "the file holds no list of waivers", 'write { "waivers": [ … ] }');
    return [];
  }
  const schema = `${file.slice(0, -WAIVER_SUFFIX.length)}.schema.json`;
  return list.flatMap((entry: Json, i): Waiver[] => {
    const pointer = `/waivers/${i}`;
    const { rule, at, reason, owner, expires } = isJsonObject(entry) ? entry : {};
    const places = (Array.isArray(at) ? at : [at]).filter((p): p is string => typeof p === "string");
    const wrong = [
      isText(rule) && knownRules.includes(rule) ? "" : "rule",
      places.length > 0 && places.length === (Array.isArray(at) ? at.length : 1) ? "" : "at",
      isText(reason) ? "" : "reason",
      isText(owner) ? "" : "owner",
      isText(expires) && isDay(expires) ? "" : "expires",
    ].filter((name) => name !== "");
    if (wrong.length > 0) {
      report(
        pointer,
        "waiver-form",
        `the waiver has no usable ${wrong.join(", ")}`,
        'write "rule" (a rule of the linter), "at" (places), "reason", "owner" and "expires" (YYYY-MM-DD)',
      );
      return [];
    }
    // Each was looked at above.
    const texts = { rule, reason, owner, expires } as Pick<Waiver, "rule" | "reason" | "owner" | "expires">;
    return [{ file, pointer, schema, at: places, ...texts }];
  });
}

/** Whether a waiver is about a finding of its rule. */
export function covers(waiver: Waiver, found: Found): boolean {
  return waiver.schema === found.file && waiver.at.some((place) => isAt(place, found));
}

export function isAt(place: string, found: Found): boolean {
  return place === (found.place ?? found.pointer);
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
