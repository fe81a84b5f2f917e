import standaloneCode from "ajv/dist/standalone/index.js";
import { compileType, forAjv } from "../ajv.js";
import { banner } from "../banner.js";
import { definitionSchema, reachableTypes, typeNamed } from "../bundle.js";
import { AJV_FOLDER } from "../generated-folders.js";
import type { Memo } from "../memo.js";
import type { ContractModel, GeneratedFile, Model } from "../model.js";

const TYPES = `/** Ajv standalone code: \`errors\` holds Ajv's own error objects of the last call. */
export interface AjvError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

export declare const validate: {
  (data: unknown): boolean;
  errors?: readonly AjvError[] | null;
};
export default validate;
`;

/**
 * Writes Ajv's standalone code, one module per contract without imports: for tools that read Ajv's error
 * objects, and as a second judge of the accept path.
 */
export function emitAjv(model: Model, memo: Memo): GeneratedFile[] {
  const modules = model.contracts.map((contract) => {
    const path = `${AJV_FOLDER}/${contract.id}.js`;
    const text = memo.reuseFile(path, ajvKey(model, contract), () => ajvModule(model, contract));
    return { path, text };
  });
  return [...modules, { path: `${AJV_FOLDER}/types.d.ts`, text: `${banner("schemas/")}\n${TYPES}` }];
}

function ajvModule(model: Model, { file, type }: ContractModel): string {
  const { ajv, validate } = compileType(model, type);
  return `${banner(`schemas/${file}`)}\n${numbered(standaloneCode.default(ajv, validate).trim())}\n`;
}

/** A text of the code, to be left alone, or a name of the module, which ends in what Ajv had counted before. */
const TEXT_OR_NAME = /"(?:[^"\\]|\\.)*"|(?<![\w$.])(schema|validate|func|pattern)\d+(?![\w$])/g;

/** The names of a module counted from 0 in their order, so that its code is the same whatever else was compiled. */
function numbered(code: string): string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return code.replace(TEXT_OR_NAME, (found, prefix?: string) => {
    if (prefix === undefined) return found;
    const known = names.get(found);
    if (known !== undefined) return known;
    const count = counts.get(prefix) ?? 0;
    counts.set(prefix, count + 1);
    names.set(found, `${prefix}${count}`);
    return `${prefix}${count}`;
  });
}

/** What the code depends on: the schemas without their annotations. */
function ajvKey(model: Model, contract: ContractModel): string {
  const types = [contract.name, ...reachableTypes(model, contract.type)].map((name) =>
    typeNamed(model, name),
  );
  return types.map((type) => JSON.stringify(forAjv(definitionSchema(model, type)))).join("\n");
}
