import type { Json } from "../../json.js";
import { numbersOf, textsOf } from "../find/sample.js";
import type { BooleanAtom, NumberAtom, StringAtom } from "../shape/atom.js";
import { hasText } from "../shape/has-text.js";
import { divides } from "../shape/intersect.js";
import { patternIncluded } from "../shape/regular.js";
import { FORMAT_SAMPLES } from "../shape/string-format.js";
import type { Difference } from "./difference.js";

/** What two booleans differ in. */
export function compareBooleans(old: BooleanAtom, now: BooleanAtom): readonly Difference[] {
  return values(old.values, now.values, "value");
}

/** Words or values that were added or removed. */
function values(old: readonly Json[], now: readonly Json[], noun: "word" | "value"): readonly Difference[] {
  const [removed, added] = [old.filter((v) => !now.includes(v)), now.filter((v) => !old.includes(v))];
  return [
    ...(added.length === 0 ? [] : [{ rule: `${noun}-added`, detail: list(added), after: () => added }]),
    ...(removed.length === 0
      ? []
      : [{ rule: `${noun}-removed`, detail: list(removed), before: () => removed }]),
  ];
}

function list(all: readonly Json[]): string {
  return all.map((value) => JSON.stringify(value)).join(", ");
}

/** Numbers that are all listed. */
export function compareListedNumbers(
  old: readonly NumberAtom[],
  now: readonly NumberAtom[],
): readonly Difference[] {
  return values(
    old.map(({ min }) => min),
    now.map(({ min }) => min),
    "value",
  );
}

/** What two ranges of numbers differ in. */
export function compareNumbers(old: NumberAtom, now: NumberAtom): readonly Difference[] {
  const out: Difference[] = [];
  const inOld = () => numbersAround(old, now).filter((n) => isIn(n, old));
  const inNow = () => numbersAround(now, old).filter((n) => isIn(n, now));
  const low = (n: number, { min, minOpen }: NumberAtom) => (minOpen ? n > min : n >= min);
  const high = (n: number, { max, maxOpen }: NumberAtom) => (maxOpen ? n < max : n <= max);
  if (old.min !== now.min || old.minOpen !== now.minOpen) {
    const detail = `${bound(old.min, old.minOpen)} → ${bound(now.min, now.minOpen)}`;
    const raised = now.min > old.min || (now.min === old.min && now.minOpen);
    if (raised)
      out.push({ rule: "minimum-raised", detail, before: () => inOld().filter((n) => !low(n, now)) });
    else out.push({ rule: "minimum-lowered", detail, after: () => inNow().filter((n) => !low(n, old)) });
  }
  if (old.max !== now.max || old.maxOpen !== now.maxOpen) {
    const detail = `${bound(old.max, old.maxOpen)} → ${bound(now.max, now.maxOpen)}`;
    const lowered = now.max < old.max || (now.max === old.max && now.maxOpen);
    if (lowered)
      out.push({ rule: "maximum-lowered", detail, before: () => inOld().filter((n) => !high(n, now)) });
    else out.push({ rule: "maximum-raised", detail, after: () => inNow().filter((n) => !high(n, old)) });
  }
  const fraction = (n: number) => !Number.isInteger(n);
  if (old.integer && !now.integer)
    out.push({ rule: "integer-lifted", detail: "", after: () => inNow().filter(fraction) });
  if (!old.integer && now.integer)
    out.push({ rule: "integer-asked", detail: "", before: () => inOld().filter(fraction) });
  for (const d of now.divisors.filter((one) => !old.divisors.includes(one)))
    out.push({
      rule: "multiple-asked",
      detail: String(d),
      before: () => inOld().filter((n) => !divides(d, n)),
    });
  for (const d of old.divisors.filter((one) => !now.divisors.includes(one)))
    out.push({
      rule: "multiple-lifted",
      detail: String(d),
      after: () => inNow().filter((n) => !divides(d, n)),
    });
  return out;
}

function bound(value: number, open: boolean): string {
  if (!Number.isFinite(value)) return "none";
  return open ? `${value} (left out)` : String(value);
}

function isIn(n: number, atom: NumberAtom): boolean {
  return (
    Number.isFinite(n) &&
    (atom.minOpen ? n > atom.min : n >= atom.min) &&
    (atom.maxOpen ? n < atom.max : n <= atom.max) &&
    (!atom.integer || Number.isInteger(n)) &&
    atom.divisors.every((d) => divides(d, n))
  );
}

/** Numbers of one range near the bounds of another. */
function numbersAround(a: NumberAtom, b: NumberAtom): readonly number[] {
  const steps = [...new Set([1, 0.5, ...a.divisors, ...b.divisors])];
  const bounds = [b.min, b.max].filter(Number.isFinite);
  const near = bounds.flatMap((n) => [
    n,
    ...steps.flatMap((s) => [
      n - s,
      n + s,
      Math.floor(n / s) * s,
      Math.ceil(n / s) * s,
      (Math.floor(n / s) - 1) * s,
      (Math.ceil(n / s) + 1) * s,
    ]),
    nextUp(n),
    nextDown(n),
  ]);
  const far = [a.min, a.max, 1.5, 1, 2, 3, 5, 7, -1, 1e9, -1e9, 2 ** 53, -(2 ** 53)];
  const all = [...new Set([...near, ...numbersOf(a, 12), ...far].map((n) => (n === 0 ? 0 : n)))];
  const rank = (n: number) => Math.abs(n) + (Number.isInteger(n) ? 0 : 0.25);
  return all.sort((x, y) => rank(x) - rank(y));
}

function nextUp(n: number): number {
  return n + Math.max(Math.abs(n) * Number.EPSILON, Number.MIN_VALUE);
}
function nextDown(n: number): number {
  return n - Math.max(Math.abs(n) * Number.EPSILON, Number.MIN_VALUE);
}

/** What two sets of texts differ in. */
export function compareStrings(old: StringAtom, now: StringAtom): readonly Difference[] {
  if (old.values !== undefined && now.values !== undefined) return compareWords(old, now);
  if (old.values !== undefined) return [wordsLifted(old, now)];
  if (now.values !== undefined) return [wordsListed(old, now)];
  return [...lengths(old, now), ...patterns(old, now), ...formats(old, now), ...leftOut(old, now)];
}

function compareWords(old: StringAtom, now: StringAtom): readonly Difference[] {
  const [a, b] = [old.values ?? [], now.values ?? []];
  const opened =
    old.openWords === now.openWords
      ? []
      : [{ rule: now.openWords ? "words-opened" : "words-closed", detail: "" }];
  const [before, after] = [a[0], b[0]];
  if (a.length === 1 && b.length === 1 && before !== undefined && after !== undefined && before !== after) {
    const detail = `${JSON.stringify(before)} → ${JSON.stringify(after)}`;
    return [
      {
        rule: "fixed-value-changed",
        detail,
        before: () => [before],
        after: () => [after],
        tolerated: old.openWords,
      },
      ...opened,
    ];
  }
  return [
    ...values(a, b, "word").map((one) => ({
      ...one,
      tolerated: old.openWords,
      toleratedAfter: now.openWords,
    })),
    ...opened,
  ];
}

function wordsLifted(old: StringAtom, now: StringAtom): Difference {
  const lost = (old.values ?? []).filter((word) => !hasText(now, word));
  const after = () => textsOf(now).filter((text) => !hasText(old, text));
  if (lost.length === 0) return { rule: "words-lifted", detail: "", after, tolerated: old.openWords };
  return { rule: "shape-changed", detail: "", before: () => lost, after };
}

function wordsListed(old: StringAtom, now: StringAtom): Difference {
  const gained = (now.values ?? []).filter((word) => !hasText(old, word));
  const before = () => textsOf(old).filter((text) => !hasText(now, text));
  if (gained.length === 0) return { rule: "words-listed", detail: list(now.values ?? []), before };
  return { rule: "shape-changed", detail: "", before, after: () => gained };
}

function lengths(old: StringAtom, now: StringAtom): readonly Difference[] {
  const out: Difference[] = [];
  const count = (text: string) => [...text].length;
  const inOld = () => sized(old, now).filter((text) => hasText(old, text));
  const inNow = () => sized(now, old).filter((text) => hasText(now, text));
  if (old.minLength !== now.minLength) {
    const detail = `${old.minLength} → ${now.minLength}`;
    if (now.minLength > old.minLength)
      out.push({
        rule: "min-length-raised",
        detail,
        before: () => inOld().filter((t) => count(t) < now.minLength),
      });
    else
      out.push({
        rule: "min-length-lowered",
        detail,
        after: () => inNow().filter((t) => count(t) < old.minLength),
      });
  }
  if (old.maxLength !== now.maxLength) {
    const detail = `${limit(old.maxLength)} → ${limit(now.maxLength)}`;
    if (now.maxLength < old.maxLength)
      out.push({
        rule: "max-length-lowered",
        detail,
        before: () => inOld().filter((t) => count(t) > now.maxLength),
      });
    else
      out.push({
        rule: "max-length-raised",
        detail,
        after: () => inNow().filter((t) => count(t) > old.maxLength),
      });
  }
  return out;
}

function limit(length: number): string {
  return Number.isFinite(length) ? String(length) : "none";
}

/** Texts of one atom whose lengths are just beside the bounds of another. */
function sized(a: StringAtom, b: StringAtom): readonly string[] {
  const lengthsAround = [a.minLength, b.minLength - 1, b.maxLength + 1].filter((n) => n >= 0 && n <= 20_000);
  const base = textsOf({ ...a, minLength: 0, maxLength: Number.POSITIVE_INFINITY });
  const made = base.flatMap((text) =>
    lengthsAround.map((n) => text.slice(0, n).padEnd(n, text.at(-1) ?? "x")),
  );
  return [...textsOf(a), ...made];
}

function patterns(old: StringAtom, now: StringAtom): readonly Difference[] {
  const asked = now.patterns.filter((pattern) => !old.patterns.includes(pattern));
  const lifted = old.patterns.filter((pattern) => !now.patterns.includes(pattern));
  const before = () => asked.flatMap((pattern) => outside(old, pattern)).filter((text) => hasText(old, text));
  const after = () => lifted.flatMap((pattern) => outside(now, pattern)).filter((text) => hasText(now, text));
  const name = (all: readonly string[]) => all.join(" and ");
  if (asked.length === 0 && lifted.length === 0) return [];
  if (asked.length === 0) return [{ rule: "pattern-lifted", detail: name(lifted), after }];
  if (lifted.length === 0) return [{ rule: "pattern-asked", detail: name(asked), before }];
  const narrows = asked.every((pattern) => patternIncluded(old.patterns, pattern).proven);
  const widens = lifted.every((pattern) => patternIncluded(now.patterns, pattern).proven);
  const detail = `${name(lifted)} → ${name(asked)}`;
  if (narrows && widens) return [];
  if (narrows) return [{ rule: "pattern-lifted", detail, after }];
  if (widens) return [{ rule: "pattern-asked", detail, before }];
  return [{ rule: "pattern-changed", detail, before, after }];
}

/** Texts of an atom that do not match a pattern. */
function outside(atom: StringAtom, pattern: string): readonly string[] {
  const answer = patternIncluded(atom.patterns, pattern);
  const found = answer.proven ? [] : answer.outside;
  const plain = found.flatMap((text) => [text.replace(/[^\x20-\x7e]/gu, "x"), text]);
  const matcher = new RegExp(pattern, "u");
  return [...textsOf(atom), ...plain].filter((text) => !matcher.test(text));
}

function formats(old: StringAtom, now: StringAtom): readonly Difference[] {
  const asked = now.formats.filter((format) => !old.formats.includes(format));
  const lifted = old.formats.filter((format) => !now.formats.includes(format));
  const variety = (atom: StringAtom) =>
    [...textsOf(atom), ...Object.values(FORMAT_SAMPLES)].filter((text) => hasText(atom, text));
  return [
    ...(asked.length === 0
      ? []
      : [
          {
            rule: "format-asked",
            detail: asked.join(", "),
            before: () => variety(old).filter((t) => !hasText(now, t)),
          },
        ]),
    ...(lifted.length === 0
      ? []
      : [
          {
            rule: "format-lifted",
            detail: lifted.join(", "),
            after: () => variety(now).filter((t) => !hasText(old, t)),
          },
        ]),
  ];
}

function leftOut(old: StringAtom, now: StringAtom): readonly Difference[] {
  const asked = now.without.filter((text) => hasText(old, text));
  const lifted = old.without.filter((text) => hasText(now, text));
  return [
    ...(asked.length === 0 ? [] : [{ rule: "text-left-out", detail: list(asked), before: () => asked }]),
    ...(lifted.length === 0 ? [] : [{ rule: "text-let-in", detail: list(lifted), after: () => lifted }]),
  ];
}
