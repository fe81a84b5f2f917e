import { banner } from "../banner.js";
import { AJV_FOLDER } from "../generated-folders.js";
import type { Memo } from "../memo.js";
import type { GeneratedFile, Model } from "../model.js";
import { judgedKey } from "./keys.js";

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
export async function emitAjv(model: Model, memo: Memo): Promise<GeneratedFile[]> {
  const modules: GeneratedFile[] = [];
  for (const contract of model.contracts) {
    const path = `${AJV_FOLDER}/${contract.id}.js`;
    const file = await memo.reuseFileLater(path, judgedKey(model, contract.type), async () => {
      // The library is slow to load, and a change of words needs no new code.
      const { ajvModule } = await import("./ajv-module.js");
      return ajvModule(model, contract);
    });
    modules.push(file);
  }
  return [...modules, { path: `${AJV_FOLDER}/types.d.ts`, text: `${banner("schemas/")}\n${TYPES}` }];
}
