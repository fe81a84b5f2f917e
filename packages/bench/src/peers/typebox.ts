import { Compile } from "typebox/schema";
import { withoutDiscriminators } from "../schema.js";
import type { Peer } from "./peer.js";

/** TypeBox 1 compiles JSON Schema itself. */
export const typebox: Peer = {
  name: "TypeBox compiled",
  judge(schema) {
    const validator = Compile(withoutDiscriminators(schema));
    return {
      is: (value) => validator.Check(value),
      issues: (value) => validator.Errors(value)[1],
    };
  },
};
