import type { EntryList } from "../model/entry.js";
import type { PathContext } from "../path/path-context.js";
import { effectivePlaces } from "./canonical-path.js";
import { compileRules, type RuleTree } from "./rule-tree.js";
import { protectWritableRoots } from "./writable-places.js";

/**
 * The rules that a command is held to: the entries at the paths behind symbolic links, and the protected paths of what
 * may be written. Patterns take no part.
 */
export function compileEffectiveRules(list: EntryList, context: PathContext): RuleTree {
  const rules = compileRules(list.entries, context, { placesOf: effectivePlaces(context) });
  protectWritableRoots(list, rules, context);
  return rules;
}
