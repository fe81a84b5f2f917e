import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { pairOf } from "./contradictions.js";
import { naiveValidate } from "./naive-validate.js";
import { valueLike } from "./random-schemas.js";

it("agrees with Ajv on random schemas", { timeout: 120_000 }, () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const { old, random } = pairOf(seed);
    const ajv = new Ajv({ strict: false, ownProperties: true, logger: false });
    for (let i = 0; i < 20; i += 1) {
      const value = valueLike(random, old, old);
      expect([seed, value, naiveValidate(old, value)]).toEqual([seed, value, ajv.validate(old, value)]);
    }
  }
});
