export type { Finding, Severity } from "./finding.js";
export { type LintOptions, type LintResult, lint } from "./lint.js";
export { PRESETS, type Preset } from "./preset.js";
export type { LintSet, Rule } from "./rule.js";
export { RULES, ruleById } from "./rules.js";
export { type Sample, shownSample } from "./sample.js";
export type { Waiver } from "./waiver.js";
