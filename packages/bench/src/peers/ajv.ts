import { Ajv, type ValidateFunction } from "ajv";
import type { Schema } from "../schema.js";
import type { Judge, Peer } from "./peer.js";

/** Ajv as its manual says, discriminators on: the first error ends the check, `allErrors` collects them. */
export function createAjv(options: { readonly allErrors: boolean; readonly source?: boolean }): Ajv {
  return new Ajv({
    discriminator: true,
    allErrors: options.allErrors,
    allowUnionTypes: true,
    code: { esm: true, source: options.source === true },
  });
}

export const ajv: Peer = {
  name: "Ajv",
  judge: (schema) => ajvJudge(compile(schema, false), compile(schema, true)),
};

export function ajvJudge(first: ValidateFunction, all: ValidateFunction): Judge {
  return {
    is: (value) => first(value),
    issues: (value) => (all(value) ? [] : (all.errors ?? [])),
  };
}

function compile(schema: Schema, allErrors: boolean): ValidateFunction {
  return createAjv({ allErrors }).compile(schema);
}
