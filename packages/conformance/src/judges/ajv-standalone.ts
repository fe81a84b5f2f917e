import type { validate } from "@codex-contracts/protocol/ajv/analytics/analytics-event";
import type { Judge } from "./judge.js";

type AjvModule = { readonly validate: typeof validate };

/** The code that Ajv wrote for a contract when the protocol was generated. */
export async function ajvStandalone(id: string): Promise<Judge> {
  // Every module of that folder has the declaration of this one.
  const module = (await import(`@codex-contracts/protocol/ajv/${id}`)) as AjvModule;
  return { name: "Ajv standalone", accepts: (value) => module.validate(value) };
}
