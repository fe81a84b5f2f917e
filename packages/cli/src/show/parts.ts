import { catalogue } from "@codex-contracts/protocol/catalogue";
import { findContract } from "../contracts/find-contract.js";
import { referencePage, typesModule } from "./package-files.js";
import { declarationsIn, typeText } from "./type-declarations.js";

/** What there is to show of a contract. */
export interface Parts {
  readonly schema: unknown;
  /** TypeScript. */
  readonly type: string;
  /** Markdown. */
  readonly docs: string;
  readonly example: unknown;
}

/** How each part of a contract is read; the validators and the examples are loaded only when they are asked for. */
export const readPart: { readonly [P in keyof Parts]: (id: string) => Promise<Parts[P]> } = {
  schema: async (id) => {
    const { contractOf } = await import("../contracts/contract-of.js");
    return contractOf({ id }).schema;
  },
  type: async (id) => typeText(findContract(id, catalogue).name, declarationsIn(await typesModule())),
  docs: referencePage,
  example: async (id) => {
    const [{ chooseExamples }, { examplesOf }] = await Promise.all([
      import("../contracts/choose-examples.js"),
      import("../contracts/examples-of.js"),
    ]);
    const choice = { contract: id, kind: "valid", name: undefined, all: false } as const;
    return chooseExamples(examplesOf(id), choice)[0]?.value;
  },
};
