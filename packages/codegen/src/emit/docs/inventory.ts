import type { ContractModel, PrivacyClass } from "../../model.js";
import { classOf } from "../../privacy/classes.js";
import { type Leaf, leaves } from "../../privacy/leaves.js";
import { type DocsContext, pageOf } from "./context.js";
import { code, link, prose } from "./markdown.js";

/** One path with one meaning, and the contracts in which it occurs. */
export interface InventoryRow {
  readonly path: string;
  readonly privacy: PrivacyClass;
  /** In Markdown. */
  readonly meaning: string;
  /** A value of the message; the names of a map; or a whole contract that is carried inside. */
  readonly kind: "value" | "name" | "contract";
  readonly contracts: readonly ContractModel[];
}

interface Entry {
  readonly leaf: Leaf;
  readonly privacy: PrivacyClass;
  readonly contracts: Set<ContractModel>;
  readonly constants: Set<string>;
}

/**
 * All values of some contracts by path. A contract that is carried inside another is one row there;
 * its own values are listed where it is among `contracts` itself.
 */
export function inventory(context: DocsContext, contracts: readonly ContractModel[]): InventoryRow[] {
  const entries = new Map<string, Entry>();
  for (const contract of contracts) {
    for (const leaf of leaves(context.model, contract.type, {
      follow: (type) => pageOf(context, type) === undefined,
    })) {
      const entry = entryOf(entries, context, leaf);
      entry.contracts.add(contract);
      if (leaf.node.kind === "const") entry.constants.add(code(JSON.stringify(leaf.node.value)));
    }
  }
  return [...entries.values()]
    .map((entry) => rowOf(context, entry))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function entryOf(entries: Map<string, Entry>, context: DocsContext, leaf: Leaf): Entry {
  const { node, notes } = leaf;
  const privacy = carriedBy(context, leaf)?.privacy ?? classOf(leaf);
  const same = node.kind === "const" ? "const" : node.kind === "ref" ? node.type : notes.description;
  const id = `${leaf.path}\n${leaf.key === true}\n${privacy}\n${same}`;
  const entry = entries.get(id) ?? { leaf, privacy, contracts: new Set(), constants: new Set() };
  entries.set(id, entry);
  return entry;
}

function rowOf(context: DocsContext, { leaf, privacy, contracts, constants }: Entry): InventoryRow {
  const carried = carriedBy(context, leaf);
  const { path } = leaf;
  const row = { path, privacy, contracts: [...contracts] };
  if (leaf.key)
    return { ...row, kind: "name", meaning: `Name of an entry. ${prose(leaf.notes.description)}` };
  if (carried !== undefined)
    return {
      ...row,
      kind: "contract",
      meaning: `All that ${link(carried.name, `${carried.id}.md`)} carries.`,
    };
  if (constants.size > 0)
    return {
      ...row,
      kind: "value",
      meaning: `${constants.size === 1 ? "Always" : "One of"} ${[...constants].join(", ")}.`,
    };
  return { ...row, kind: "value", meaning: prose(leaf.notes.description) };
}

function carriedBy(context: DocsContext, { node }: Leaf): ContractModel | undefined {
  return node.kind === "ref" ? context.contractByType.get(node.type) : undefined;
}
