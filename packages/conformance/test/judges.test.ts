import { describe, expect, it } from "vitest";
import { CONTRACTS } from "../src/contract-table.js";
import { corpusOf } from "../src/corpus/corpus.js";
import { acceptPath } from "../src/judges/accept-path.js";
import { ajvAtRunTime } from "../src/judges/ajv-at-run-time.js";
import { ajvStandalone } from "../src/judges/ajv-standalone.js";
import { differences } from "../src/judges/differences.js";
import { expectedDifferences } from "../src/judges/expected-differences.js";
import { explainerJudge, explainers } from "../src/judges/explainer.js";
import { hyperjump } from "../src/judges/hyperjump.js";
import { publishedSchema } from "../src/judges/published-schema.js";

const explain = await explainers();

describe.each(CONTRACTS)("$id", (row) => {
  const { id, contract } = row;
  const corpus = corpusOf(row);

  it("is judged alike by its accept path, its explainer, Ajv twice and Hyperjump in two versions of JSON Schema", async () => {
    const others = [
      explainerJudge(explain[id]),
      ajvAtRunTime(contract.schema),
      await ajvStandalone(id),
      await hyperjump(contract.schema, "draft-07"),
      await hyperjump(contract.schema, "2020-12"),
    ];
    expect(differences(id, [acceptPath(contract), ...others], corpus)).toEqual(
      expectedDifferences(id, "producer"),
    );
  });

  it("is read by consumers as its consumer schema says", async () => {
    const schema = publishedSchema(`${id}.consumer`);
    const others = [
      ajvAtRunTime(schema),
      await hyperjump(schema, "draft-07"),
      await hyperjump(schema, "2020-12"),
    ];
    expect(differences(id, [acceptPath(contract.consumer), ...others], corpus)).toEqual(
      expectedDifferences(id, "consumer"),
    );
  });

  it("is accepted by consumers whenever producers may send it", () => {
    const lost = corpus.filter(({ value }) => contract.is(value) && !contract.consumer.is(value));
    expect(lost).toEqual([]);
  });

  it("publishes the schema that the contract carries", () => {
    const { $comment, ...schema } = publishedSchema(id);
    expect(schema).toStrictEqual(contract.schema);
  });
});

it("publishes schemas that can be loaded side by side, in both readings", () => {
  const names = CONTRACTS.flatMap(({ id }) => [id, `${id}.consumer`]);
  const ids = names.map((name) => publishedSchema(name)["$id"]);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

it("notices a judge that accepts anything", () => {
  const [row] = CONTRACTS;
  const lenient = { name: "lenient", accepts: () => true };
  const corpus = [{ name: "no message", value: null }];
  expect(row && differences(row.id, [acceptPath(row.contract), lenient], corpus)).toHaveLength(1);
});
