import {
  type Concatenation,
  DFA,
  type Element,
  type Expression,
  JS,
  NFA,
  type NoParent,
  Transformers,
  transform,
  Words,
} from "refa";

/** Enough for the patterns that people write in schemas; past it the answer is "unknown". */
const MAX_NODES = 4_000;

/** The texts that several patterns all match somewhere, as an automaton; undefined when that is not to be had. */
export function automatonOf(patterns: readonly string[]): NFA | undefined {
  let all: NFA | undefined;
  for (const pattern of patterns) {
    const one = patternAutomaton(pattern);
    if (one === undefined) return undefined;
    all = all === undefined ? one : attempt(() => NFA.fromIntersection(withoutNull(all), one, limit()));
    if (all === undefined) return undefined;
  }
  return all;
}

/** Answers whether all texts of some patterns match another one: proven, or with texts that do not, or unknown. */
export function patternIncluded(
  inner: readonly string[],
  outer: string,
): { readonly proven: true } | { readonly proven: false; readonly outside: readonly string[] } {
  if (inner.includes(outer)) return { proven: true };
  const key = JSON.stringify([inner, outer]);
  const known = inclusions.get(key);
  if (known !== undefined) return known;
  const answer = compare(inner, outer);
  inclusions.set(key, answer);
  return answer;
}

const inclusions = new Map<string, ReturnType<typeof patternIncluded>>();

function compare(inner: readonly string[], outer: string): ReturnType<typeof patternIncluded> {
  const target = patternAutomaton(outer);
  const outside = target === undefined ? undefined : attempt(() => complementOf(target));
  if (outside === undefined) return { proven: false, outside: [] };
  if (inner.length === 0)
    return outside.isEmpty ? { proven: true } : { proven: false, outside: wordsOf(outside) };
  const source = automatonOf(inner);
  const rest = source && attempt(() => NFA.fromIntersection(source, outside, limit()));
  if (rest === undefined) return { proven: false, outside: [] };
  return rest.isEmpty ? { proven: true } : { proven: false, outside: wordsOf(rest) };
}

/** Short texts that match all patterns; none when the patterns are too much for the automaton. */
export function matching(patterns: readonly string[]): readonly string[] {
  const key = patterns.join("\u0000");
  let words = matches.get(key);
  if (words === undefined) {
    const automaton = automatonOf(patterns);
    matches.set(key, (words = automaton === undefined ? [] : wordsOf(automaton)));
  }
  return words;
}

const matches = new Map<string, readonly string[]>();

/** Short texts that do not match a pattern. */
export function notMatching(pattern: string): readonly string[] {
  const answer = patternIncluded([], pattern);
  return answer.proven ? [] : answer.outside;
}

const SAMPLES = 12;

function wordsOf(automaton: { words(): Iterable<readonly number[]> }): string[] {
  const out: string[] = [];
  for (const word of automaton.words()) {
    // Of each class of characters take one that reads well.
    out.push(Words.fromUnicodeToString([...word]));
    if (out.length >= SAMPLES) break;
  }
  return out;
}

function complementOf(automaton: NFA): DFA {
  const dfa = DFA.fromFA(automaton, new DFA.LimitedNodeFactory(MAX_NODES));
  dfa.minimize();
  dfa.complement(new DFA.LimitedNodeFactory(MAX_NODES));
  return dfa;
}

function limit() {
  return new NFA.LimitedNodeFactory(MAX_NODES);
}

function withoutNull<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("no automaton");
  return value;
}

const automata = new Map<string, NFA | undefined>();

/** The whole texts in which a pattern is found, as JSON Schema searches. */
function patternAutomaton(pattern: string): NFA | undefined {
  if (!automata.has(pattern))
    automata.set(
      pattern,
      attempt(() => build(pattern)),
    );
  return automata.get(pattern);
}

function build(pattern: string): NFA | undefined {
  const parsed = JS.Parser.fromLiteral({ source: pattern, flags: "u" }).parse();
  const plain = transform(Transformers.simplify(), parsed.expression);
  const anything = JS.Parser.fromLiteral({ source: "[^]*", flags: "u" }).parse().expression.alternatives[0];
  if (anything === undefined) return undefined;
  const alternatives = plain.alternatives.map(({ elements }) => searched(elements, anything.elements));
  if (alternatives.some((elements) => elements.some(hasAssertion))) return undefined;
  const expression: NoParent<Expression> = {
    type: "Expression",
    alternatives: alternatives.map(
      (elements): NoParent<Concatenation> => ({ type: "Concatenation", elements }),
    ),
  };
  return NFA.fromRegex(expression, { maxCharacter: parsed.maxCharacter }, {}, limit());
}

/** Lets anything stand before and behind an alternative that is not anchored there. */
function searched(
  elements: readonly NoParent<Element>[],
  anything: readonly NoParent<Element>[],
): NoParent<Element>[] {
  const [first] = elements;
  const last = elements.at(-1);
  const start = first !== undefined && isEdge(first, "behind");
  const end = last !== undefined && isEdge(last, "ahead");
  const middle = elements.slice(start ? 1 : 0, end ? -1 : undefined);
  return [...(start ? [] : anything), ...middle, ...(end ? [] : anything)];
}

/** `^` is "no character behind", `$` is "no character ahead". */
function isEdge(element: NoParent<Element>, kind: "ahead" | "behind"): boolean {
  if (element.type !== "Assertion" || element.kind !== kind || !element.negate) return false;
  const [only, ...more] = element.alternatives;
  const [inner, ...others] = only?.elements ?? [];
  return (
    more.length === 0 && others.length === 0 && inner?.type === "CharacterClass" && inner.characters.isAll
  );
}

function hasAssertion(element: NoParent<Element>): boolean {
  if (element.type === "Assertion" || element.type === "Unknown") return true;
  return (
    "alternatives" in element && element.alternatives.some(({ elements }) => elements.some(hasAssertion))
  );
}

/** The library throws where a pattern is beyond it or too large. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
