import type { Rule } from "./rule.js";
import { arrayItems } from "./rules/array-items.js";
import { closedObjects } from "./rules/closed-objects.js";
import { contentName } from "./rules/content-name.js";
import { contractCeiling } from "./rules/contract-ceiling.js";
import { credentialInExample } from "./rules/credential-in-example.js";
import { description } from "./rules/description.js";
import { dialect } from "./rules/dialect.js";
import { enumeration } from "./rules/enumeration.js";
import { exampleContract } from "./rules/example-contract.js";
import { exampleForm } from "./rules/example-form.js";
import { exampleValue } from "./rules/example-value.js";
import { exampleVerdict } from "./rules/example-verdict.js";
import { examples } from "./rules/examples.js";
import { exceptionClass } from "./rules/exception-class.js";
import { exclusive } from "./rules/exclusive.js";
import { forbiddenName } from "./rules/forbidden-name.js";
import { format } from "./rules/format.js";
import { json } from "./rules/json.js";
import { keyPrivacy } from "./rules/key-privacy.js";
import { lintConfig } from "./rules/lint-config.js";
import { nameStyle } from "./rules/name-style.js";
import { nearDuplicateName } from "./rules/near-duplicate-name.js";
import { nullMeaning } from "./rules/null-meaning.js";
import { numberBounds } from "./rules/number-bounds.js";
import { pattern } from "./rules/pattern.js";
import { patternBacktracking } from "./rules/pattern-backtracking.js";
import { portableSubset } from "./rules/portable-subset.js";
import { portableUnion } from "./rules/portable-union.js";
import { privacyCeiling } from "./rules/privacy-ceiling.js";
import { privacyClass } from "./rules/privacy-class.js";
import { propertyName } from "./rules/property-name.js";
import { reference } from "./rules/reference.js";
import { refusalExample } from "./rules/refusal-example.js";
import { requiredKnown } from "./rules/required-known.js";
import { requires } from "./rules/requires.js";
import { schemaForm } from "./rules/schema-form.js";
import { source } from "./rules/source.js";
import { stableId } from "./rules/stable-id.js";
import { taggedUnion } from "./rules/tagged-union.js";
import { title } from "./rules/title.js";
import { typeName } from "./rules/type-name.js";
import { uniqueName } from "./rules/unique-name.js";
import { unit } from "./rules/unit.js";
import { unitName } from "./rules/unit-name.js";
import { unusedType } from "./rules/unused-type.js";
import { waiverExpired } from "./rules/waiver-expired.js";
import { waiverForm } from "./rules/waiver-form.js";
import { waiverNeedless } from "./rules/waiver-needless.js";
import { wordStyle } from "./rules/word-style.js";

/** Every rule. A new one is a file in rules/ and a row here. */
export const RULES: readonly Rule[] = [
  json,
  title,
  stableId,
  dialect,
  uniqueName,
  typeName,
  source,
  examples,
  exampleContract,
  exampleForm,
  exampleVerdict,
  exampleValue,
  schemaForm,
  portableSubset,
  reference,
  taggedUnion,
  portableUnion,
  enumeration,
  pattern,
  format,
  numberBounds,
  arrayItems,
  propertyName,
  requiredKnown,
  exclusive,
  requires,
  closedObjects,
  keyPrivacy,
  description,
  nullMeaning,
  unit,
  privacyClass,
  contractCeiling,
  privacyCeiling,
  exceptionClass,
  patternBacktracking,
  nameStyle,
  wordStyle,
  nearDuplicateName,
  forbiddenName,
  contentName,
  unitName,
  refusalExample,
  unusedType,
  credentialInExample,
  waiverForm,
  waiverExpired,
  waiverNeedless,
  lintConfig,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return BY_ID.get(id);
}
