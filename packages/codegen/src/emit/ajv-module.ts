import standaloneCode from "ajv/dist/standalone/index.js";
import { compileType } from "../ajv.js";
import { banner } from "../banner.js";
import type { ContractModel, Model } from "../model.js";

/** Ajv's standalone code of one contract, without imports. */
export function ajvModule(model: Model, { file, type }: ContractModel): string {
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
