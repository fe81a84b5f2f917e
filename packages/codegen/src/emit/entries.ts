import { banner, specifier } from "../banner.js";
import { definitionSchema, reachableTypes } from "../bundle.js";
import { familyText } from "../families.js";
import { PROTOCOL_GEN } from "../generated-folders.js";
import type { Memo } from "../memo.js";
import type { ContractModel, GeneratedFile, Model, Node } from "../model.js";
import { isScalar, resolved } from "./conditions.js";
import { typeKey } from "./keys.js";
import { typesByModule } from "./module-writer.js";

/** Writes what users import: a module per contract, per family, and one for all; and the contracts by id. */
export function emitEntries(model: Model, memo: Memo): GeneratedFile[] {
  const shared = [
    ...model.families.map((family) => indexOf(model, family, [family], `schemas/${family}/`)),
    indexOf(
      model,
      "index",
      model.families.filter((family) => familyText(family).ofCodex),
      "schemas/",
    ),
    contractsModule(model),
  ].map(({ path, text }) => ({ path: `${PROTOCOL_GEN}/${path}`, text }));
  const modules = model.contracts.map((contract) =>
    memo.reuseFile(`${PROTOCOL_GEN}/${contract.id}.ts`, typeKey(model, contract.type), () =>
      contractModule(model, contract),
    ),
  );
  return [...modules, ...schemaModules(model, memo), ...shared];
}

function contractModule(model: Model, contract: ContractModel): string {
  const { id, name, file, type } = contract;
  const definitions = reachableTypes(model, type);
  const flat = isFlat(model, type.node);
  const lines = [
    banner(`schemas/${file}`),
    `import { type Contract, defineContract } from "${specifier(id, "../runtime/contract")}";`,
    ...(flat ? [`import { Report } from "${specifier(id, "../runtime/report")}";`] : []),
    `import type * as types from "${specifier(id, "types")}";`,
    `import { explain${name} } from "${specifier(id, `${id}.explain`)}";`,
    `import { is${name} } from "${specifier(id, `${id}.is`)}";`,
    ...schemaImports(model, contract, definitions),
    "",
    docComment(type.description),
    `export type ${name} = types.${name};`,
    "",
    docComment(type.description),
    `export const ${name}: Contract<${name}> = /* @__PURE__ */ defineContract<${name}>({`,
    `  id: ${JSON.stringify(id)},`,
    `  name: ${JSON.stringify(name)},`,
    `  is: is${name},`,
    `  explain: explain${name},`,
    ...(flat ? singlePass(name) : []),
    `  texts: () => ({ own: ${name}Text(), definitions: {${definitions.length === 0 ? "" : ` ${definitions.map((d) => `${d}: ${d}Text()`).join(", ")} `}} }),`,
    "});",
    "",
    `export { is${name} };`,
    "",
  ];
  return lines.join("\n");
}

/** Closed objects of scalars and lists of them, with no more members than this all told, are judged in one pass. */
const FLAT = 8;

function isFlat(model: Model, node: Node): boolean {
  const count = membersOf(model, node);
  return count !== undefined && count <= FLAT;
}

/** How many members a closed object has, directly or in objects that it must have; undefined where it holds more than that. */
function membersOf(model: Model, node: Node): number | undefined {
  const target = resolved(model, node);
  if (target.kind !== "object" || target.extra !== "none") return undefined;
  let sum = 0;
  for (const { node: member, required } of target.properties) {
    const count = !required ? undefined : isPlain(model, member) ? 1 : membersOf(model, member);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}

/** A scalar, or a list of scalars that may be null. */
function isPlain(model: Model, node: Node): boolean {
  const target = resolved(model, node);
  if (target.kind === "array") return isScalar(model, target.items);
  if (target.kind === "union" && target.by === "type")
    return target.branches.every((branch) => isPlain(model, branch));
  return isScalar(model, target);
}

function singlePass(name: string): string[] {
  return [
    "  safeParse: (value) => {",
    `    const report = new Report("producer");`,
    `    explain${name}(value, "", report);`,
    "    const issues = report.found;",
    "    // Nothing was found: the value is what it should be.",
    `    return issues === undefined ? { ok: true, value: value as ${name} } : { ok: false, issues };`,
    "  },",
  ];
}

function schemaImports(model: Model, { id, name }: ContractModel, definitions: readonly string[]): string[] {
  const byModule = new Map<string, string[]>([[id, [`${name}Text`]]]);
  for (const definition of definitions.filter((each) => each !== name)) {
    const module = model.typeByName.get(definition)?.module ?? "";
    byModule.set(module, [...(byModule.get(module) ?? []), `${definition}Text`]);
  }
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => `import { ${names.join(", ")} } from "${specifier(id, `${module}.schema`)}";`);
}

/**
 * The schemas as texts, each type once: a contract puts its bundle together when it is asked for. In functions, since
 * engines pass over a text in a function that is not called when they load a module.
 */
function schemaModules(model: Model, memo: Memo): GeneratedFile[] {
  return [...typesByModule(model)].map(([module, types]) => {
    const key = types.map((type) => typeKey(model, type)).join();
    return memo.reuseFile(`${PROTOCOL_GEN}/${module}.schema.ts`, key, () => {
      const texts = types.map(
        (type) =>
          `export function ${type.name}Text(): string {\n  return ${literal(definitionSchema(model, type))};\n}`,
      );
      return `${[banner(`schemas/${types[0]?.file}`), ...texts].join("\n\n")}\n`;
    });
  });
}

function literal(schema: object): string {
  return JSON.stringify(JSON.stringify(schema));
}

/** The contracts of some families and the types of their parts. */
function indexOf(model: Model, path: string, families: readonly string[], source: string): GeneratedFile {
  const contracts = model.contracts.filter(({ family }) => families.includes(family));
  const types = partTypes(model, families);
  const lines = [
    banner(source),
    ...contracts.map(({ id, name }) => `export { ${name}, is${name} } from "${specifier(path, id)}";`),
    ...(types.length === 0
      ? []
      : [`export type { ${types.join(", ")} } from "${specifier(path, "types")}";`]),
    "",
  ];
  return { path: `${path}.ts`, text: lines.join("\n") };
}

function contractsModule(model: Model): GeneratedFile {
  const lines = [
    banner("schemas/"),
    `import type { Contract } from "../runtime/contract.js";`,
    ...model.contracts.map(({ id, name }) => `import { ${name} } from "./${id}.js";`),
    "",
    "/** Every contract by its id, typed. */",
    "export const contracts = {",
    ...model.contracts.map(({ id, name }) => `  ${JSON.stringify(id)}: ${name},`),
    "};",
    "",
    "/** Id of a contract: `<family>/<name>`. */",
    "export type ContractId = keyof typeof contracts;",
    "",
    "const byEventType: ReadonlyMap<string, Contract<unknown>> = new Map<string, Contract<unknown>>([",
    ...model.contracts
      .filter((c) => c.eventType !== undefined)
      .map(({ eventType, name }) => `  [${JSON.stringify(eventType)}, ${name}],`),
    "]);",
    "",
    "/** The contract with an id; undefined when there is none. */",
    "export function contractOf(id: string): Contract<unknown> | undefined {",
    "  return Object.hasOwn(contracts, id) ? contracts[id as ContractId] : undefined;",
    "}",
    "",
    "/** The contract of an analytics event by its `event_type`; undefined when the word is not known. */",
    "export function contractOfEvent(eventType: string): Contract<unknown> | undefined {",
    "  return byEventType.get(eventType);",
    "}",
    "",
  ];
  return { path: "contracts.ts", text: lines.join("\n") };
}

function partTypes(model: Model, families: readonly string[]): string[] {
  const contracts = new Set(model.contracts.map((c) => c.name));
  return model.types
    .filter(
      ({ name, module }) =>
        !contracts.has(name) && families.some((family) => module.startsWith(`${family}/`)),
    )
    .map(({ name }) => name);
}

function docComment(text: string): string {
  return `/** ${text.replaceAll("*/", "*\\/")} */`;
}
