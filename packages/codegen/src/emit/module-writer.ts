import { banner, specifier } from "../banner.js";
import { PROTOCOL_GEN } from "../generated-folders.js";
import type { Memo } from "../memo.js";
import type { GeneratedFile, Model, TypeModel } from "../model.js";
import { judgedKey } from "./keys.js";

/** Collects the functions and imports of one generated module while its types are written. */
export class ModuleWriter {
  readonly #functions: string[] = [];
  readonly #constants = new Map<string, string>();
  readonly #imports = new Map<string, Set<string>>();
  readonly #model: Model;
  readonly #module: string;
  readonly #suffix: string;

  constructor(model: Model, module: string, suffix: string) {
    this.#model = model;
    this.#module = module;
    this.#suffix = suffix;
  }

  add(text: string): void {
    this.#functions.push(text);
  }

  /** Notes that a name of the hand-written runtime is used. */
  useRuntime(name: string, file: string): string {
    return this.#use(name, specifier(this.#module, `../runtime/${file}`));
  }

  /** Name of a constant of the module that holds the value of an expression. */
  useConstant(prefix: string, expression: string): string {
    const name = this.#constants.get(expression) ?? `${prefix}_${this.#constants.size + 1}`;
    this.#constants.set(expression, name);
    return name;
  }

  /** Notes that a function of a named type is used; `suffix` says which of its modules holds it. */
  useType(type: string, name: string, suffix: string): string {
    const target = this.#model.typeByName.get(type);
    if (target === undefined) throw new Error(`no type named ${type} in the model`);
    return target.module === this.#module && suffix === this.#suffix
      ? name
      : this.#use(name, specifier(this.#module, target.module + suffix));
  }

  /** Notes that a type is named in a signature. */
  useTypeDeclaration(type: string): void {
    this.#use(`type ${type}`, specifier(this.#module, "types"));
  }

  useRuntimeType(type: string, file: string): void {
    this.#use(`type ${type}`, specifier(this.#module, `../runtime/${file}`));
  }

  #use(name: string, from: string): string {
    let names = this.#imports.get(from);
    if (names === undefined) this.#imports.set(from, (names = new Set()));
    names.add(name);
    return name;
  }

  text(file: string): string {
    const imports = [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, names]) => `import { ${[...names].sort().join(", ")} } from "${from}";`);
    const head = [
      banner(`schemas/${file}`),
      "// @ts-nocheck: the functions judge unknown values member by member.",
      ...imports,
    ];
    const constants = [...this.#constants].map(([expression, name]) => `const ${name} = ${expression};`);
    const parts = [
      head.join("\n"),
      ...(constants.length === 0 ? [] : [constants.join("\n")]),
      ...this.#functions,
    ];
    return `${parts.join("\n\n")}\n`;
  }
}

/**
 * The modules `<module><suffix>.ts` of functions that judge types. `writing` starts one, and is handed each of its
 * types.
 */
export function emitFunctions(
  model: Model,
  memo: Memo,
  suffix: string,
  writing: (writer: ModuleWriter) => (type: TypeModel) => void,
): GeneratedFile[] {
  return [...typesByModule(model)].map(([module, types]) => {
    const path = `${PROTOCOL_GEN}/${module}${suffix}.ts`;
    const key = types.map((type) => judgedKey(model, type)).join();
    const produce = () => {
      const writer = new ModuleWriter(model, module, suffix);
      const write = writing(writer);
      for (const type of types) write(type);
      return writer.text(types[0]?.file ?? "");
    };
    return memo.reuseFile(path, key, produce);
  });
}

/** Types by the module that holds their code, both in order. */
export function typesByModule(model: Model): Map<string, TypeModel[]> {
  const modules = new Map<string, TypeModel[]>();
  for (const type of model.types) {
    const list = modules.get(type.module);
    if (list === undefined) modules.set(type.module, [type]);
    else list.push(type);
  }
  return new Map([...modules].sort(([a], [b]) => (a < b ? -1 : 1)));
}
