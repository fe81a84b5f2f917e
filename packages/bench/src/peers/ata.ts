import { toStandaloneModule } from "ata-validator/build";
import { importText } from "../import-text.js";
import { type Schema, withoutDiscriminators } from "../schema.js";
import type { Judge, Peer } from "./peer.js";

/** ata-validator, compiled ahead of time to a module: its fastest form. */
export const ata: Peer = {
  name: "ata-validator",
  async judge(schema) {
    // The module exports both functions.
    const { isValid, validate } = (await importText(ataText(schema))) as unknown as AtaModule;
    return { is: isValid, issues: (value) => validate(value).errors };
  },
};

interface AtaModule {
  readonly isValid: Judge["is"];
  readonly validate: (value: unknown) => { readonly errors: readonly unknown[] };
}

export function ataText(schema: Schema): string {
  const text = toStandaloneModule(withoutDiscriminators(schema), { format: "esm", source: false });
  if (text === null) throw new Error("ata-validator cannot compile this schema ahead of time");
  return text;
}
