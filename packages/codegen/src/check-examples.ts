import type { Ajv, ErrorObject } from "ajv";
import { ajvOf } from "./ajv.js";
import { definitionSchema, reachableTypes } from "./bundle.js";
import type { Memo } from "./memo.js";
import type { ContractModel, Example, Model } from "./model.js";
import { type Problem, sortProblems } from "./problem.js";

/** Judges every example file by Ajv: a valid one must pass, an invalid one must not. Names places, never values. */
export function checkExamples(model: Model, memo: Memo): Problem[] {
  const problems = model.contracts.flatMap((contract) => {
    const found = memo.reuse(`examples/${contract.id}`, keyOf(model, contract), () => JSON.stringify(checkContract(ajvOf(model), contract)));
    // The text is our own.
    return JSON.parse(found) as Problem[];
  });
  return sortProblems(problems);
}

function checkContract(ajv: Ajv, contract: ContractModel): Problem[] {
  const firstError = ({ value }: Example) => (ajv.validate(contract.name, value) ? undefined : (ajv.errors?.[0] ?? {}));
  const refused = contract.valid.flatMap((example) => {
    const error: Partial<ErrorObject> | undefined = firstError(example);
    if (error === undefined) return [];
    const message = `a valid example is refused: ${error.message ?? "it breaks the schema"}`;
    return [problem(example, `/value${error.instancePath ?? ""}`, message, "mend the value, or the schema if the value is right")];
  });
  const accepted = contract.invalid.filter((example) => firstError(example) === undefined);
  return [...refused, ...accepted.map((example) => problem(example, "/value", "an invalid example is accepted", "make the value break its rule, or add the rule to the schema"))];
}

function problem(example: Example, pointer: string, message: string, fix: string): Problem {
  return { file: example.file, pointer, rule: "example-verdict", message, fix };
}

function keyOf(model: Model, contract: ContractModel): string {
  const types = [contract.name, ...reachableTypes(model, contract.type)].map((name) => model.typeByName.get(name) ?? contract.type);
  const examples = [...contract.valid, ...contract.invalid].map(({ file, value }) => [file, value]);
  return JSON.stringify([types.map((type) => definitionSchema(model, type)), examples]);
}
