import { banner } from "../banner.js";
import { PROTOCOL_GEN } from "../generated-folders.js";
import type { ContractModel, GeneratedFile, Model } from "../model.js";

/** Writes the catalogue: what contracts there are, as data, and the names of the wire as constants. */
export function emitCatalogue(model: Model): GeneratedFile[] {
  const entries = model.contracts.map((contract) => `  ${JSON.stringify(entry(contract))},`);
  const events = model.contracts.filter((c) => c.eventType !== undefined);
  const lines = [
    banner("schemas/"),
    `import type { CatalogueEntry } from "../runtime/catalogue-entry.js";`,
    "",
    "export type { CatalogueEntry };",
    "",
    "/** Every contract, sorted by id. */",
    "export const catalogue: readonly CatalogueEntry[] = [",
    ...entries,
    "];",
    "",
    "/** Names of the schema families. */",
    `export const families = ${JSON.stringify(model.families)} as const;`,
    "",
    "/** The `event_type` of each analytics event, by the name of its type. */",
    "export const EventType = {",
    ...events.map((c) => `  ${c.name}: ${JSON.stringify(c.eventType)},`),
    "} as const;",
    "",
    "/** An `event_type` of the wire. */",
    "export type EventType = (typeof EventType)[keyof typeof EventType];",
    "",
  ];
  return [{ path: `${PROTOCOL_GEN}/catalogue.ts`, text: lines.join("\n") }];
}

function entry(contract: ContractModel): object {
  const { id, family, name, eventType, privacy, type } = contract;
  return {
    id,
    family,
    name,
    ...(eventType === undefined ? {} : { eventType }),
    privacy,
    description: type.description,
  };
}
