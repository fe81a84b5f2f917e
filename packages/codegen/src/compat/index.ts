export { type DiffOptions, diffSets, worst } from "./diff-sets.js";
export type { Refusal } from "./find/validators.js";
export {
  type Change,
  type CompatReport,
  type ContractVerdict,
  MODES,
  type Mode,
  PARTIES,
  type Party,
  type Verdict,
  type Witness,
} from "./report.js";
export { ROLES, type Role, RULES, type Rule, SEVERITIES, type Severity, severityOf } from "./rules.js";
export { type Entry, type Location, type SchemaSet, SchemaSetError, schemaSet } from "./schema-set.js";
