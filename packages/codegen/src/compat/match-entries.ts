import { isJsonObject } from "../json.js";
import type { Both } from "./find/witness.js";
import type { Change } from "./report.js";
import { ruleNamed, severityOf } from "./rules.js";
import type { Entry, SchemaSet } from "./schema-set.js";
import { canonicalText } from "./shape/canonical-text.js";
import type { Space } from "./shape/space.js";

/** The contracts of both sides by name; what only one side has is new, gone, or has another name. */
export function matchEntries(
  old: SchemaSet,
  now: SchemaSet,
  space: Space,
): { readonly both: readonly Both[]; readonly changes: readonly Change[] } {
  const news = new Map(now.entries.map((entry) => [entry.id, entry]));
  const olds = new Map(old.entries.map((entry) => [entry.id, entry]));
  const pair = (was: Entry, is: Entry): Both => ({
    id: is.id,
    old: was,
    new: is,
    oldNode: space.node("old", was.location),
    newNode: space.node("new", is.location),
  });
  const gone = old.entries.filter(({ id }) => !news.has(id));
  const come = now.entries.filter(({ id }) => !olds.has(id));
  const renamed = renames(gone, come, space);
  const changes = [
    ...gone
      .filter((entry) => ![...renamed.values()].includes(entry))
      .map((entry) => listed("contract-removed", entry, "")),
    ...come.filter((entry) => !renamed.has(entry)).map((entry) => listed("contract-added", entry, "")),
    ...[...renamed].map(([is, was]) => listed("contract-renamed", is, was.id)),
  ];
  const same = now.entries.flatMap((entry) => {
    const was = olds.get(entry.id) ?? renamed.get(entry);
    return was === undefined ? [] : [pair(was, entry)];
  });
  return { both: same, changes: [...changes, ...same.flatMap((one) => titles(one, old, now))] };
}

/** New name → old, for definitions that are the same but for what they are called. */
function renames(gone: readonly Entry[], come: readonly Entry[], space: Space): ReadonlyMap<Entry, Entry> {
  const out = new Map<Entry, Entry>();
  if (gone.length === 0 || come.length === 0) return out;
  const text = (side: "old" | "new", { location }: Entry) =>
    canonicalText(space.set(side).at(location) ?? true, { space, side, location });
  const left = new Map(gone.map((entry) => [text("old", entry), entry]));
  for (const entry of come) {
    const key = text("new", entry);
    const was = left.get(key);
    if (was === undefined || key === "{}") continue;
    out.set(entry, was);
    left.delete(key);
  }
  return out;
}

/** In our dialect the title of a contract is the name of its type. */
function titles(one: Both, old: SchemaSet, now: SchemaSet): readonly Change[] {
  if (now.dialect !== "contracts") return [];
  const [was, is] = [old.at(one.old.location), now.at(one.new.location)];
  if (!isJsonObject(was) || !isJsonObject(is) || was["title"] === is["title"]) return [];
  return [listed("type-renamed", one.new, String(was["title"]))];
}

function listed(id: string, entry: Entry, detail: string): Change {
  const rule = ruleNamed(id);
  return {
    rule: id,
    says: rule.says.replace("$", detail),
    contract: entry.id,
    path: "",
    alsoIn: [],
    severity: severityOf(rule, "both"),
    verdict: id === "contract-removed" ? "breaking" : "compatible",
    breaks: [
      ...(id === "contract-removed" ? (["producers", "stored-data"] as const) : []),
      ...(rule.typescript === undefined ? [] : (["typescript"] as const)),
    ],
    unknown: [],
    witnesses: [],
    ...(rule.typescript === undefined ? {} : { typescript: rule.typescript }),
    file: entry.location.file,
  };
}
