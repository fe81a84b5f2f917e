import { accepts } from "./accepts.js";
import { examplesKey, judgedKey } from "./emit/keys.js";
import { createMemo, type Memo } from "./memo.js";
import type { Annotations, Case, ContractModel, Example, Model, Node, TypeModel } from "./model.js";
import { type Problem, sortProblems } from "./problem.js";

/** Checks every example file against its contract, and the `examples` of every value against its schema. Names places, never values. */
export function checkExamples(model: Model, memo: Memo = createMemo()): Problem[] {
  return sortProblems([
    ...model.contracts.flatMap((contract) => {
      const key = [judgedKey(model, contract.type), examplesKey(contract)].join();
      const found = memo.reuse(`examples/${contract.id}`, key, () =>
        JSON.stringify(checkContract(model, contract)),
      );
      // The text was made of problems.
      return JSON.parse(found) as Problem[];
    }),
    ...model.types.flatMap((type) => checkType(model, type)),
  ]);
}

function checkContract(model: Model, { type, cases, ...files }: ContractModel): Problem[] {
  const valid = [...files.valid, ...cases.valid];
  const invalid = [...files.invalid, ...cases.invalid];
  const passes = (example: Example) => accepts(model, type.node, example.value);
  return [
    ...valid
      .filter((e) => !passes(e))
      .map((e) =>
        verdict(e, "a valid example is refused", "mend the value, or the schema if the value is right"),
      ),
    ...invalid
      .filter(passes)
      .map((e) =>
        verdict(
          e,
          "an invalid example is accepted",
          "make the value break its rule, or add the rule to the schema",
        ),
      ),
  ];
}

function verdict(example: Example | Case, message: string, fix: string): Problem {
  const { file } = example;
  return {
    file,
    pointer: "pointer" in example ? example.pointer : "/value",
    rule: "example-verdict",
    message,
    fix,
  };
}

function checkType(model: Model, type: TypeModel): Problem[] {
  const root = "$id" in type.schema ? "" : `/definitions/${type.name}`;
  return [{ node: type.node, notes: type.notes, pointer: root }, ...below(type.node, root)].flatMap(
    ({ node, notes, pointer }) => {
      const wrong = notes.examples.findIndex((value) => !accepts(model, node, value));
      if (wrong === -1) return [];
      return [
        {
          file: type.file,
          pointer: `${pointer}/examples/${wrong}`,
          rule: "example-value",
          message: "the example is not a value of its schema",
          fix: "mend the example",
        },
      ];
    },
  );
}

interface Annotated {
  readonly node: Node;
  readonly notes: Annotations;
  readonly pointer: string;
}

function below(node: Node, pointer: string): Annotated[] {
  if (node.kind === "array")
    return [{ node: node.items, notes: node.itemNotes, pointer: `${pointer}/items` }];
  if (node.kind !== "object") return [];
  const members = node.properties.flatMap((property) => {
    const place = `${pointer}/properties/${property.name}`;
    return [{ node: property.node, notes: property.notes, pointer: place }, ...below(property.node, place)];
  });
  return typeof node.extra === "object"
    ? [
        ...members,
        { node: node.extra.node, notes: node.extra.notes, pointer: `${pointer}/additionalProperties` },
      ]
    : members;
}
