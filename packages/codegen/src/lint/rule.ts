import type { JsonObject } from "../json.js";
import type { Model } from "../model.js";
import type { LintConfig } from "./config.js";
import type { Found, Severity } from "./finding.js";
import type { Preset } from "./preset.js";
import type { Sample } from "./sample.js";
import type { SchemaDocument } from "./schema-document.js";

/** How the time that matching takes grows with the length of a text, at worst. */
export type Slowness = "linear" | "quadratic" | "exponential";

/** What rules look at. */
export interface LintSet {
  readonly documents: readonly SchemaDocument[];
  /** Example files by path, as they are written. */
  readonly examples: ReadonlyMap<string, JsonObject>;
  readonly config: LintConfig;
  /** The model of the contracts, when the sources are sound enough for one. */
  readonly model?: Model;
  readonly slowness: (pattern: string) => Slowness;
}

/** A rule: its name, what it asks, why, and what it looks like when it is broken and kept. */
export interface Rule {
  /** Kebab-case, never reused for another rule. */
  readonly id: string;
  /** One sentence that says what holds. */
  readonly summary: string;
  readonly why: string;
  /** What it weighs in each preset; a preset that is not named does not know the rule. */
  readonly severity: Readonly<Partial<Record<Preset, Exclude<Severity, "off">>>>;
  readonly bad: readonly Sample[];
  readonly good: readonly Sample[];
  /** Presets in which something else finds it: the builder of the model, or the reader of waivers. */
  readonly foundElsewhere?: readonly Preset[];
  /** Looks for places that break the rule. */
  readonly check?: (set: LintSet) => readonly Found[];
}
