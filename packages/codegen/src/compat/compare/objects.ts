import { isJsonObject, type Json } from "../../json.js";
import { buildObjects, type Wish } from "../find/build-object.js";
import { type MemberRule, NONE, type ObjectAtom, TEXT } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import type { Bench } from "./bench.js";
import type { Child, Comparison, Difference } from "./difference.js";

/** What two objects differ in, and their members. */
export function compareObjects(old: ObjectAtom, now: ObjectAtom, bench: Bench): Comparison {
  const around: Around = {
    old,
    now,
    bench,
    ofOld: (wish) => () => buildObjects(old, now, wish, bench),
    ofNow: (wish) => () => buildObjects(now, old, wish, bench),
  };
  const names = new Set([
    ...old.properties.keys(),
    ...now.properties.keys(),
    ...old.required,
    ...now.required,
  ]);
  const differences: Difference[] = [];
  const children: Child[] = [];
  for (const name of names) {
    differences.push(...member(name, around));
    const [a, b] = [lookup(old, name, bench.space.and), lookup(now, name, bench.space.and)];
    if (old.properties.has(name) && now.properties.has(name))
      children.push({ steps: [{ kind: "member", name, old, new: now }], old: a, new: b });
  }
  differences.push(...others(around), ...counts(around), ...rules(around));
  if (old.extra !== NONE && now.extra !== NONE)
    children.push({ steps: [{ kind: "other-member", old, new: now }], old: old.extra, new: now.extra });
  for (const { source, node } of old.patterns) {
    const theirs = now.patterns.find((one) => one.source === source);
    if (theirs !== undefined)
      children.push({ steps: [{ kind: "other-member", old, new: now }], old: node, new: theirs.node });
  }
  return { differences: differences.map((difference) => ({ steps: [], difference })), children };
}

interface Around {
  readonly old: ObjectAtom;
  readonly now: ObjectAtom;
  readonly bench: Bench;
  readonly ofOld: (wish: Wish) => () => readonly Json[];
  readonly ofNow: (wish: Wish) => () => readonly Json[];
}

function member(name: string, around: Around): readonly Difference[] {
  const { old, now } = around;
  const [was, is] = [old.properties.has(name), now.properties.has(name)];
  if (was && !is) return gone(name, around);
  if (!was && is) return come(name, around);
  return necessity(name, around);
}

/** A member of both, or of none: whether it has to be there. */
function necessity(name: string, { old, now, ofOld, ofNow }: Around): readonly Difference[] {
  const [had, has] = [old.required.has(name), now.required.has(name)];
  if (had === has) return [];
  const detail = name;
  if (has) return [{ rule: "property-required", detail, before: ofOld({ unset: [name] }) }];
  return [{ rule: "property-optional", detail, after: ofNow({ unset: [name] }) }];
}

/** The name of a member, with the default that readers and writers may fill in. */
function named(name: string, atom: ObjectAtom, { space }: Bench): string {
  const node = atom.properties.get(name);
  const schema = node === undefined ? undefined : space.written(node);
  const value = isJsonObject(schema) ? schema["default"] : undefined;
  return value === undefined ? name : `${name} (default ${JSON.stringify(value).slice(0, 40)})`;
}

function gone(name: string, around: Around): readonly Difference[] {
  const { old, now, bench, ofNow } = around;
  const required = old.required.has(name);
  const there = () => some(name, around, "old");
  const detail = named(name, old, bench);
  const theirs = lookup(now, name, bench.space.and);
  if (theirs === NONE) {
    const back = { before: there, toleratedAfter: now.tolerated };
    if (!required) return [{ rule: "property-removed", detail, ...back }];
    return [{ rule: "required-property-removed", detail, ...back, after: ofNow({ unset: [name] }) }];
  }
  const any = () => some(name, around, "now");
  if (required && !now.required.has(name))
    return [
      {
        rule: "required-property-undescribed",
        detail,
        before: there,
        after: () => [...ofNow({ unset: [name] })(), ...any()],
      },
    ];
  return [{ rule: "property-undescribed", detail, before: there, after: any }];
}

function come(name: string, around: Around): readonly Difference[] {
  const { old, now, bench, ofOld } = around;
  const required = now.required.has(name);
  const there = () => some(name, around, "now");
  const detail = named(name, now, bench);
  const ours = lookup(old, name, bench.space.and);
  if (ours === NONE) {
    if (!required) return [{ rule: "property-added", detail, after: there, tolerated: old.tolerated }];
    return [
      {
        rule: "required-property-added",
        detail,
        before: ofOld({ unset: [name] }),
        after: there,
        tolerated: old.tolerated,
      },
    ];
  }
  const any = () => some(name, around, "old");
  if (required && !old.required.has(name))
    return [
      {
        rule: "required-property-described",
        detail,
        before: () => [...ofOld({ unset: [name] })(), ...any()],
        after: there,
      },
    ];
  return [{ rule: "property-described", detail, before: any, after: there }];
}

/** Objects of one side with different values of a member. */
function some(name: string, { old, now, bench, ofOld, ofNow }: Around, side: "old" | "now"): readonly Json[] {
  const node = lookup(side === "old" ? old : now, name, bench.space.and);
  const make = side === "old" ? ofOld : ofNow;
  const found = [...bench.sampler.several(node, 6), ...VARIETY];
  return found.flatMap((value) => make({ set: { [name]: value } })().slice(0, 2));
}

const VARIETY: readonly Json[] = [0, "x", null, true, [], {}];

/** Members that are not named. */
function others({ old, now, bench, ofOld, ofNow }: Around): readonly Difference[] {
  const key = unusedName(old, now);
  const patterned = [...old.patterns, ...now.patterns].map(({ source }) => source);
  const same =
    old.patterns.length === now.patterns.length &&
    patterned.every((p) => [old, now].every((o) => o.patterns.some((one) => one.source === p)));
  const out: Difference[] = same
    ? []
    : [
        {
          rule: "member-patterns-changed",
          detail: "",
          before: () => patternObjects(old, now, ofOld, bench),
          after: () => patternObjects(now, old, ofNow, bench),
        },
      ];
  const values = (side: ObjectAtom) => bench.sampler.several(side.extra, 4);
  if (old.extra === NONE && now.extra !== NONE)
    out.push({
      rule: "object-opened",
      detail: "",
      after: () => values(now).flatMap((v) => ofNow({ set: { [key]: v } })()),
      tolerated: old.tolerated,
    });
  if (old.extra !== NONE && now.extra === NONE)
    out.push({
      rule: "object-closed",
      detail: "",
      before: () => values(old).flatMap((v) => ofOld({ set: { [key]: v } })()),
      toleratedAfter: now.tolerated,
    });
  if (old.extra === NONE && now.extra === NONE && old.tolerated !== now.tolerated)
    out.push({ rule: now.tolerated ? "unknown-keys-tolerated" : "unknown-keys-refused", detail: "" });
  if (old.names !== now.names) out.push(...names(old, now, { bench, ofOld, ofNow }));
  return out;
}

function patternObjects(a: ObjectAtom, b: ObjectAtom, make: Around["ofOld"], bench: Bench): readonly Json[] {
  return [...a.patterns, ...b.patterns].flatMap(({ source }) =>
    bench
      .wordsOf(source)
      .slice(0, 3)
      .flatMap((name) =>
        [...bench.sampler.several(lookup(a, name, bench.space.and), 3), ...VARIETY].flatMap((value) =>
          make({ set: { [name]: value } })(),
        ),
      ),
  );
}

function names(
  old: ObjectAtom,
  now: ObjectAtom,
  { bench, ofOld, ofNow }: Pick<Around, "bench" | "ofOld" | "ofNow">,
): readonly Difference[] {
  const { within, space } = bench.prover;
  const [was, is] = [space.and(old.names ?? TEXT, TEXT), space.and(now.names ?? TEXT, TEXT)];
  const [narrowed, widened] = [!within(was, is), !within(is, was)];
  if (!narrowed && !widened) return [];
  const keys = (node: typeof was) =>
    [...bench.sampler.several(node, 12), "Z z", "1", "_", "a b"].filter((k) => typeof k === "string");
  const objects = (make: Around["ofOld"], from: ObjectAtom, node: typeof was) => () =>
    keys(node).flatMap((key) => {
      const value = bench.sampler.sample(lookup(from, key, space.and));
      return value === undefined ? [] : make({ set: { [key]: value } })();
    });
  const detail = "names of members";
  if (narrowed && widened)
    return [
      { rule: "shape-changed", detail, before: objects(ofOld, old, was), after: objects(ofNow, now, is) },
    ];
  if (narrowed) return [{ rule: "rule-asked", detail, before: objects(ofOld, old, was) }];
  return [{ rule: "rule-lifted", detail, after: objects(ofNow, now, is) }];
}

function unusedName(old: ObjectAtom, now: ObjectAtom): string {
  let name = "extra";
  const taken = (one: string) =>
    old.properties.has(one) ||
    now.properties.has(one) ||
    [...old.patterns, ...now.patterns].some(({ source }) => new RegExp(source, "u").test(one));
  for (let i = 1; taken(name) && i < 50; i += 1) name = `extra_${i}`;
  return name;
}

/** How many members there are. */
function counts({ old, now, ofOld, ofNow }: Around): readonly Difference[] {
  const out: Difference[] = [];
  const detail = (a: number, b: number) => `${a} → ${b}`.replaceAll("Infinity", "none");
  if (now.min > old.min)
    out.push({
      rule: "min-properties-raised",
      detail: detail(old.min, now.min),
      before: ofOld({ count: old.min }),
    });
  if (now.min < old.min)
    out.push({
      rule: "min-properties-lowered",
      detail: detail(old.min, now.min),
      after: ofNow({ count: now.min }),
    });
  if (now.max < old.max)
    out.push({
      rule: "max-properties-lowered",
      detail: detail(old.max, now.max),
      before: ofOld({ count: now.max + 1 }),
    });
  if (now.max > old.max)
    out.push({
      rule: "max-properties-raised",
      detail: detail(old.max, now.max),
      after: ofNow({ count: old.max + 1 }),
    });
  return out;
}

/** Rules between members. */
function rules(around: Around): readonly Difference[] {
  const { old, now } = around;
  const texts = (atom: ObjectAtom) => new Set(atom.rules.map((rule) => JSON.stringify(rule)));
  const [was, is] = [texts(old), texts(now)];
  const added = now.rules.filter((rule) => !was.has(JSON.stringify(rule)));
  const removed = old.rules.filter((rule) => !is.has(JSON.stringify(rule)));
  return [
    ...added.map((rule) => ({
      rule: "member-rule-added",
      detail: words(rule),
      before: () => breaking(rule, around, "old"),
    })),
    ...removed.map((rule) => ({
      rule: "member-rule-removed",
      detail: words(rule),
      after: () => breaking(rule, around, "now"),
    })),
  ];
}

function words(rule: MemberRule): string {
  if (rule.kind === "exclusive") return `at most one of ${rule.names.join(", ")}`;
  return `${rule.then} is needed beside ${rule.when}`;
}

/** Objects that break a rule between members. */
function breaking(
  rule: MemberRule,
  { old, now, bench, ofOld, ofNow }: Around,
  side: "old" | "now",
): readonly Json[] {
  const from = side === "old" ? old : now;
  const make = side === "old" ? ofOld : ofNow;
  const value = (name: string) =>
    bench.sampler.several(lookup(from, name, bench.space.and), 4).find((one) => one !== null);
  const set = rule.kind === "exclusive" ? rule.names : [rule.when];
  const values = Object.fromEntries(
    set.flatMap((name) => {
      const one = value(name);
      return one === undefined ? [] : [[name, one]];
    }),
  );
  if (rule.kind === "exclusive") return make({ set: values })();
  return [
    ...make({ set: values, unset: [rule.then] })(),
    ...make({ set: { ...values, [rule.then]: null } })(),
  ];
}
