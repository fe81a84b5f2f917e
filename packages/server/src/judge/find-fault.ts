import type { BodyFault } from "./body-fault.js";
import { FORBIDDEN_KEY, pointerSegment } from "./pointer-segment.js";

/** An object or a list that the scanner is inside of. */
interface Frame {
  /** Keys so far; undefined for a list. */
  readonly keys: Set<string> | undefined;
  /** The member or item that is being read. */
  at: string | number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/g;

/**
 * The first key that stands twice in one object, key that no message may have, or value that is too deep; undefined
 * when there is none. Reads the text token by token, so it is for texts that gave reason to look closely.
 * `text` is valid JSON.
 */
export function findFault(text: string, maxDepth: number): BodyFault | undefined {
  const stack: Frame[] = [];
  let token: string | undefined;
  for (const [next] of text.matchAll(TOKEN)) {
    const top = stack.at(-1);
    if (next === "{" || next === "[") {
      if (stack.length === maxDepth)
        return { path: pointerOf(stack), code: "depth", expected: `at most ${maxDepth} levels` };
      stack.push({ keys: next === "{" ? new Set() : undefined, at: next === "{" ? "" : 0 });
    } else if (next === "}" || next === "]") stack.pop();
    else if (next === "," && typeof top?.at === "number") top.at += 1;
    else if (next === ":" && top?.keys !== undefined && token !== undefined) {
      const key: unknown = JSON.parse(token);
      const fault = addKey(String(key), top.keys);
      top.at = String(key);
      if (fault !== undefined) return { path: pointerOf(stack), ...fault };
    }
    token = next;
  }
  return undefined;
}

function addKey(key: string, keys: Set<string>): Omit<BodyFault, "path"> | undefined {
  if (key === FORBIDDEN_KEY) return { code: "forbidden-key", expected: `no key named ${FORBIDDEN_KEY}` };
  if (keys.has(key)) return { code: "duplicate-key", expected: "each key once" };
  keys.add(key);
  return undefined;
}

function pointerOf(stack: readonly Frame[]): string {
  return stack.map(({ at }) => `/${typeof at === "number" ? at : pointerSegment(at)}`).join("");
}
