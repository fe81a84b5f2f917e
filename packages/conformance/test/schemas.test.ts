import { expect, it } from "vitest";
import { CONTRACTS } from "../src/contract-table.js";
import { publishedSchema } from "../src/judges/published-schema.js";

it.each(CONTRACTS)("$id carries the schema that is published as a file", ({ id, contract }) => {
  const { $comment: _, ...published } = { $comment: "", ...publishedSchema(id) };
  expect(contract.schema).toEqual(published);
});
