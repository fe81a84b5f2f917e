import type { GeneratedFile, Model } from "../../model.js";
import { tablesPage } from "../tables/docs.js";
import { docsContext } from "./context.js";
import { contractPage } from "./contract-page.js";
import { indexPage } from "./index-page.js";
import { usersByContract } from "./references.js";
import { whatIsCollectedPage } from "./what-is-collected.js";

export { type Leaf, type LeafOptions, leaves } from "../../privacy/leaves.js";
export { typeText } from "./type-text.js";

/** The reference under `docs/reference`: an index, a page per contract, and what is collected. */
export function emitDocs(model: Model): GeneratedFile[] {
  const context = docsContext(model);
  const users = usersByContract(context);
  return [
    indexPage(model),
    whatIsCollectedPage(context),
    ...tablesPage(model),
    ...model.contracts.map((contract) =>
      contractPage({ ...context, contract, usedIn: users.get(contract.id) ?? [] }),
    ),
  ];
}
