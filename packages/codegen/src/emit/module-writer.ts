import { banner, specifier } from "../banner.js";
import type { Model, TypeModel } from "../model.js";

/** Collects the functions and imports of one generated module while its types are written. */
export class ModuleWriter {
  readonly #functions: string[] = [];
  readonly #constants = new Map<string, string>();
  readonly #imports = new Map<string, Set<string>>();
  readonly #model: Model;
  readonly #module: string;

  constructor(model: Model, module: string) {
    this.#model = model;
    this.#module = module;
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
    return target.module === this.#module && suffix === this.suffix
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

  suffix = "";

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
