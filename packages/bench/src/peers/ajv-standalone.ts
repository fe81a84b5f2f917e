import type { ValidateFunction } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { importText } from "../import-text.js";
import type { Schema } from "../schema.js";
import { ajvJudge, createAjv } from "./ajv.js";
import type { Peer } from "./peer.js";

export const ajvStandalone: Peer = {
  name: "Ajv standalone",
  judge: async (schema) => ajvJudge(await load(schema, false), await load(schema, true)),
};

async function load(schema: Schema, allErrors: boolean): Promise<ValidateFunction> {
  const module = await importText(await ajvStandaloneText(schema, allErrors));
  return module["default"] as ValidateFunction;
}

/** Ajv's module for one schema. What it still asks for by `require` is bundled, or Node could not import it. */
export async function ajvStandaloneText(schema: Schema, allErrors: boolean): Promise<string> {
  const ajv = createAjv({ allErrors, source: true });
  const contents = standaloneCode.default(ajv, ajv.compile(schema));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  return outputFiles[0]?.text ?? "";
}
