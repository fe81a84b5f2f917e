import type { ByteMachine } from "../glob/lazy-dfa.js";
import type { AccessMode } from "../model/entry.js";
import { childByHash, nextHash } from "./path-tree.js";
import type { RuleNode } from "./rule-tree.js";

/**
 * Gives the access at a path in one pass over its text, or undefined for a path that has to be looked at more
 * closely: one that is not tidied, or not ASCII.
 */
export type Lookup = (path: string) => AccessMode | undefined;

/**
 * Compiles rules and deny patterns into one lookup. A walk down the tree, a check of the spelling and a machine for
 * patterns would each read the whole path; here they share the reading, which is most of the work. What decides is the
 * same as in {@link RuleTree.accessAt}.
 *
 * @param machine Accepts the paths that a pattern denies; undefined when there is no pattern.
 */
export function compileLookup(root: RuleNode, machine: ByteMachine | undefined): Lookup {
  return (path) => {
    const { length } = path;
    if (path.charCodeAt(0) !== SLASH) return undefined;
    let state = machine === undefined ? 0 : machine.step(machine.start, SLASH);
    let table = machine === undefined ? noTable : machine.table;
    let access = root.value?.access;
    let isProtected = root.value?.protected ?? false;
    let node: RuleNode | undefined = root;
    let name = 1;
    let labelEnd = 0;
    let hash = 0;
    for (let index = 1; index <= length && length > 1; index++) {
      const code = index === length ? SLASH : path.charCodeAt(index);
      if (code >= 0x80) return undefined;
      if (machine !== undefined && index < length) {
        const next = table[state * 256 + code] ?? -1;
        if (next >= 0) state = next;
        else {
          state = machine.step(state, code);
          table = machine.table;
        }
      }
      if (code !== SLASH) {
        hash = nextHash(hash, code);
        continue;
      }
      if (isDotsOrNothing(path, name, index)) return undefined;
      // The names inside of a label were compared together with the first one.
      if (node !== undefined && name > labelEnd) {
        node = childByHash(node, hash, path, name);
        const rule = node?.value;
        if (node !== undefined) labelEnd = name + node.label.length;
        if (rule?.access !== undefined) {
          access = rule.access;
          isProtected = false;
        } else if (rule?.protected === true) isProtected = true;
      }
      name = index + 1;
      hash = 0;
    }
    if (access === undefined || access === "none") return "none";
    if (machine?.isAccepting(state) === true) return "none";
    return isProtected && access === "write" ? "read" : access;
  };
}

const SLASH = 0x2f;
const DOT = 0x2e;
const noTable = new Int32Array(0);

/** Whether a name is empty, `.` or `..`, so that the path would have to be tidied first. */
function isDotsOrNothing(path: string, start: number, end: number): boolean {
  const length = end - start;
  if (length === 0) return true;
  if (length > 2 || path.charCodeAt(start) !== DOT) return false;
  return length === 1 || path.charCodeAt(start + 1) === DOT;
}
