import { banner } from "../banner.js";
import { FIXTURES_GEN } from "../generated-folders.js";
import type { Case, ContractModel, GeneratedFile, InvalidCase, Model } from "../model.js";

/** Writes the cases of each contract as rows, from which the fixtures make messages when they are asked for. */
export function emitCases(model: Model): GeneratedFile[] {
  const contracts = model.contracts.filter((c) => c.cases.valid.length + c.cases.invalid.length > 0);
  const lines = [
    banner("schemas/examples"),
    'import type { CaseRows } from "../cases/case-rows.js";',
    "",
    "/** The cases of every contract that has any, by its id. */",
    "export const caseRows: Readonly<Record<string, CaseRows>> = {",
    ...contracts.flatMap(contractRows),
    "};",
    "",
  ];
  return [{ path: `${FIXTURES_GEN}/case-rows.ts`, text: lines.join("\n") }];
}

function contractRows({ id, cases }: ContractModel): string[] {
  const source = cases.valid[0]?.source ?? cases.invalid[0]?.source ?? "";
  return [
    `  ${JSON.stringify(id)}: {`,
    `    source: ${JSON.stringify(source)},`,
    "    valid: [",
    ...cases.valid.map((each) => `      ${JSON.stringify(row(each))},`),
    "    ],",
    "    invalid: [",
    ...cases.invalid.map((each) => `      ${JSON.stringify([...row(each), issuesOf(each)])},`),
    "    ],",
    "  },",
  ];
}

function row({ name, description, base, changes }: Case): readonly unknown[] {
  return [name, description, base, changes];
}

function issuesOf({ issues }: InvalidCase): readonly (readonly [string, string])[] {
  return issues.map(({ path, code }) => [path, code]);
}
