import { emitAccept } from "./emit/accept.js";
import { emitAjv } from "./emit/ajv-standalone.js";
import { emitCases } from "./emit/cases.js";
import { emitCatalogue } from "./emit/catalogue.js";
import { emitDocs } from "./emit/docs/index.js";
import { emitEntries } from "./emit/entries.js";
import { emitExplain } from "./emit/explain.js";
import { emitFixtures } from "./emit/fixtures.js";
import { emitPrivacy } from "./emit/privacy.js";
import { emitSchemas } from "./emit/schemas.js";
import { emitTables } from "./emit/tables/index.js";
import { emitTypes } from "./emit/types.js";
import { EMITTER_NAMES, type EmitterName } from "./emitter-names.js";
import { lintRulesPage } from "./lint/rules-page.js";
import type { Memo } from "./memo.js";
import type { GeneratedFile, Model } from "./model.js";

/** One kind of output. Emitters are pure: the same model gives the same files; the memo only saves time. */
export type Emitter = (
  model: Model,
  memo: Memo,
) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;

export const EMITTERS: Readonly<Record<EmitterName, Emitter>> = {
  types: emitTypes,
  validators: (model, memo) => [
    ...emitAccept(model, memo),
    ...emitExplain(model, memo),
    ...emitEntries(model, memo),
  ],
  ajv: emitAjv,
  schemas: emitSchemas,
  catalogue: emitCatalogue,
  privacy: emitPrivacy,
  docs: (model, memo) => [...emitDocs(model, memo), lintRulesPage()],
  fixtures: (model, memo) => [...emitFixtures(model, memo), ...emitCases(model)],
  tables: emitTables,
};

/** Runs one emitter or all of them over a model; `onEmitter` hears which one is next. */
export async function generate(
  model: Model,
  memo: Memo,
  only?: EmitterName,
  onEmitter: (name: EmitterName) => void = () => {},
): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const name of only === undefined ? EMITTER_NAMES : [only]) {
    onEmitter(name);
    files.push(...(await EMITTERS[name](model, memo)));
  }
  return files;
}
