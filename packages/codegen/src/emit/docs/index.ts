import type { Memo } from "../../memo.js";
import type { GeneratedFile, Model } from "../../model.js";
import { examplesKey, typeKey } from "../keys.js";
import { tablesPage } from "../tables/docs.js";
import { tablesOf } from "../tables/tables-of.js";
import { docsContext } from "./context.js";
import { contractPage } from "./contract-page.js";
import { indexPage } from "./index-page.js";
import { REFERENCE } from "./place.js";
import { usersByContract } from "./references.js";
import { whatIsCollectedPage } from "./what-is-collected.js";

export { type Leaf, type LeafOptions, leaves } from "../../privacy/leaves.js";
export { typeText } from "./type-text.js";

/** The reference under `docs/reference`: an index, a page per contract, and what is collected. */
export function emitDocs(model: Model, memo: Memo): GeneratedFile[] {
  const context = docsContext(model);
  const users = usersByContract(context);
  const tables = new Set(tablesOf(model).map((table) => table.contract));
  return [
    indexPage(model),
    whatIsCollectedPage(context),
    ...tablesPage(model),
    ...model.contracts.map((contract) => {
      const path = `${REFERENCE}/${contract.id}.md`;
      const usedIn = users.get(contract.id) ?? [];
      const key = [
        typeKey(model, contract.type),
        examplesKey(contract),
        tables.has(contract.id) ? "in a table" : "",
        ...usedIn.map(({ id, name }) => `${id} ${name}`),
      ].join();
      return memo.reuseFile(path, key, () => contractPage({ ...context, contract, usedIn }));
    }),
  ];
}
