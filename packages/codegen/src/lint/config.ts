import { isJsonObject, type Json, type JsonObject, pointerSegment } from "../json.js";
import type { Report } from "../problem.js";
import { SEVERITIES, type Severity } from "./finding.js";
import { NAME_STYLES, type NameStyle } from "./name-style.js";
import { PRESETS, type Preset } from "./preset.js";

/** Name of the file that configures the linter, at the top of the folder of the schemas. */
export const CONFIG_FILE = "lint.json";

/** What a repository decides for itself. */
export interface LintConfig {
  readonly preset: Preset;
  /** Severity by rule, where it is another than the preset's. */
  readonly rules: Readonly<Record<string, Severity>>;
  /** How names are written, by the beginning of `<file>#<pointer>`; the longest that fits counts. */
  readonly names: Readonly<Record<string, NameStyle>>;
  /** Names that may never be used again, by folder: what was removed for good. */
  readonly forbidden: Readonly<Record<string, readonly string[]>>;
}

export const PLAIN_CONFIG: LintConfig = { preset: "portable", rules: {}, names: {}, forbidden: {} };

/** Reads `lint.json`; what cannot be read is reported and left out. */
export function parseConfig(json: Json, knownRules: readonly string[], report: Report): LintConfig {
  const config = isJsonObject(json) ? json : {};
  const { preset = "portable", rules = {}, names = {}, forbidden = {}, ...more } = config;
  for (const key of Object.keys(more))
    report(`/${key}`, "lint-config", `there is no setting "${key}"`, "use preset, rules, names or forbidden");
  if (!oneOf(PRESETS, preset))
    report("/preset", "lint-config", "there is no such preset", `use one of ${PRESETS.join(", ")}`);
  return {
    preset: oneOf(PRESETS, preset) ? preset : "portable",
    rules: table(
      rules,
      "/rules",
      report,
      (key, value) => (knownRules.includes(key) && oneOf(SEVERITIES, value) ? value : undefined),
      `name a rule and one of ${SEVERITIES.join(", ")}`,
    ),
    names: table(
      names,
      "/names",
      report,
      (_file, value) => (oneOf(NAME_STYLES, value) ? value : undefined),
      `use one of ${NAME_STYLES.join(", ")}`,
    ),
    forbidden: list(forbidden, report),
  };
}

/** The entry of the longest file or folder that fits a path. */
export function settingFor<T>(settings: Readonly<Record<string, T>>, file: string): T | undefined {
  const [longest] = Object.keys(settings)
    .filter((prefix) => file.startsWith(prefix))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : settings[longest];
}

function oneOf<T extends string>(words: readonly T[], value: Json): value is T {
  return (words as readonly Json[]).includes(value);
}

/** The entries that can be read. */
function table<T extends string>(
  json: Json,
  at: string,
  report: Report,
  read: (key: string, value: Json) => T | undefined,
  fix: string,
): Record<string, T> {
  const out: Record<string, T> = {};
  for (const [key, value] of Object.entries(isJsonObject(json) ? json : ({} as JsonObject))) {
    const setting = read(key, value);
    if (setting !== undefined) out[key] = setting;
    else report(`${at}/${pointerSegment(key)}`, "lint-config", "the setting is not understood", fix);
  }
  return out;
}

function list(json: Json, report: Report): Record<string, readonly string[]> {
  const out: Record<string, readonly string[]> = {};
  for (const [folder, value] of Object.entries(isJsonObject(json) ? json : ({} as JsonObject))) {
    const names = Array.isArray(value)
      ? value.filter((name): name is string => typeof name === "string")
      : [];
    if (Array.isArray(value) && names.length === value.length) out[folder] = names;
    else report(`/forbidden/${folder}`, "lint-config", "the setting is not understood", "list names");
  }
  return out;
}
