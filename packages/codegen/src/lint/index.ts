export type { Finding, Severity } from "./finding.js";
export { type LintOptions, lint } from "./lint.js";
export type { LintResult } from "./lint-files.js";
export { PRESETS, type Preset } from "./preset.js";
export type { LintSet, Rule, Slowness } from "./rule.js";
export { RULES, ruleById } from "./rules.js";
export { type Sample, shownSample } from "./sample.js";
export type { Waiver } from "./waiver.js";
