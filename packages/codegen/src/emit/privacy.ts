import { banner } from "../banner.js";
import { PROTOCOL_GEN } from "../generated-folders.js";
import type { ContractModel, GeneratedFile, Model, TypeModel } from "../model.js";
import { shapeCode } from "../privacy/shape-code.js";
import { isScalar } from "./conditions.js";

/**
 * Writes how sensitive every value of a contract is, as data that the runtime reduces messages by: one constant
 * a type, so that a bundler keeps what is used, and an entry for all contracts and for each family.
 */
export function emitPrivacy(model: Model): GeneratedFile[] {
  return [
    shapesModule(model),
    entryModule("privacy", model.contracts, "./privacy/shapes.js", "../privacy"),
    ...model.families.map((family) =>
      entryModule(
        `privacy/${family}`,
        model.contracts.filter((c) => c.family === family),
        "./shapes.js",
        "../../privacy",
      ),
    ),
  ].map(({ path, text }) => ({ path: `${PROTOCOL_GEN}/${path}`, text }));
}

function shapesModule(model: Model): GeneratedFile {
  const constants: string[] = [];
  const state = new Map<string, "open" | "done">();
  const write = (type: TypeModel): void => {
    state.set(type.name, "open");
    const code = shapeCode(model, type.node, type.notes, reference);
    state.set(type.name, "done");
    constants.push(`export const ${constantOf(type)}: PrivacyShape = ${code};`);
  };
  // What is used is written before its user; only a type inside itself has to be looked up later.
  const reference = (name: string): string => {
    const type = model.typeByName.get(name);
    if (type === undefined) throw new Error(`no type named ${name} in the model`);
    if (state.get(name) === "open") return `() => ${constantOf(type)}`;
    if (state.get(name) === undefined) write(type);
    return constantOf(type);
  };
  const roots = new Set(model.contracts.map((c) => c.name));
  for (const type of model.types)
    if (state.get(type.name) === undefined && (roots.has(type.name) || !isScalar(model, type.node)))
      write(type);
  const head = [
    banner("schemas/"),
    'import type { PrivacyShape } from "../../privacy/shape.js";',
    "",
    "/* How sensitive the values of each type are, in the codes that ../../privacy/leaf.ts reads. */",
    "",
  ];
  return { path: "privacy/shapes.ts", text: `${[...head, ...constants].join("\n")}\n` };
}

function entryModule(
  path: string,
  contracts: readonly ContractModel[],
  shapes: string,
  runtime: string,
): GeneratedFile {
  const names = contracts.map((c) => constantOf(c.type));
  const lines = [
    banner("schemas/"),
    `import { type ContractLeaf, classes } from "${runtime}/classes.js";`,
    `import { type Ceiling, type ReduceOptions, type Reduction, reduce } from "${runtime}/reduce.js";`,
    `import { ${names.join(", ")} } from "${shapes}";`,
    "",
    `export { PRIVACY_CLASSES, type PrivacyClass } from "${runtime}/privacy-class.js";`,
    `export type { PrivacyShape } from "${runtime}/shape.js";`,
    `export type { Removal } from "${runtime}/reduce.js";`,
    "export type { Ceiling, ContractLeaf, ReduceOptions, Reduction };",
    "",
    "const shapes = {",
    ...contracts.map(({ id, type }) => `  ${JSON.stringify(id)}: ${constantOf(type)},`),
    "};",
    "",
    "/** Id of a contract whose values can be reduced here. */",
    "export type ReducibleId = keyof typeof shapes;",
    "",
    "/** Whether there is a contract of that id here. */",
    "export function isReducible(id: string): id is ReducibleId {",
    "  return Object.hasOwn(shapes, id);",
    "}",
    "",
    "/**",
    " * A copy of a message without what is more sensitive than the ceiling, valid as the message was: nullable",
    " * values become null, optional ones and entries of lists and maps are left out, and where a value is needed",
    " * a fixed one stands in. What the contract does not know has no class and is always removed. A message of",
    " * which nothing has to be removed is returned itself. `value` is undefined when nothing could be kept.",
    " */",
    "export function reduceTo<T>(id: ReducibleId, value: T, ceiling: Ceiling, options?: ReduceOptions): Reduction<T> {",
    "  return reduce(shapes[id], value, ceiling, options);",
    "}",
    "",
    "/** Every value that a message of a contract can carry, with its class. */",
    "export function classesOf(id: ReducibleId): IterableIterator<ContractLeaf> {",
    "  return classes(shapes[id]);",
    "}",
    "",
  ];
  return { path: `${path}.ts`, text: lines.join("\n") };
}

function constantOf({ name }: TypeModel): string {
  return `${name}Privacy`;
}
