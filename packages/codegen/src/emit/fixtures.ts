import { banner, specifier } from "../banner.js";
import type { Json } from "../json.js";
import type { Memo } from "../memo.js";
import type {
  ContractModel,
  Example,
  GeneratedFile,
  InvalidExample,
  Model,
  Node,
  ObjectNode,
} from "../model.js";
import { examplesKey, judgedKey } from "./keys.js";

const FIXTURES_SRC = "packages/fixtures/src";
const WIDTH = 100;

/**
 * Writes the examples of each contract as typed data, so that the compiler checks them against the generated
 * types, and a builder for each contract that is an object.
 */
export function emitFixtures(model: Model, memo: Memo): GeneratedFile[] {
  const contracts = model.contracts.filter((contract) => contract.valid.length > 0);
  const modules = contracts.map((contract) => {
    const path = `${FIXTURES_SRC}/gen/${contract.id}.ts`;
    const key = [judgedKey(model, contract.type), examplesKey(contract)].join();
    return memo.reuseFile(path, key, () => contractModule(contract, model));
  });
  return [
    ...modules,
    { path: `${FIXTURES_SRC}/gen/fixtures.ts`, text: fixturesIndex(contracts) },
    { path: `${FIXTURES_SRC}/gen/builders.ts`, text: buildersIndex(contracts, model) },
  ];
}

function contractModule(contract: ContractModel, model: Model): string {
  const { id, name } = contract;
  const builder = builderOf(contract, model);
  const at = (module: string) => JSON.stringify(specifier(`gen/${id}`, module));
  return [
    banner(`schemas/examples/${id}`),
    `import type { ${name} } from "@codex-contracts/protocol/${id}";`,
    ...(builder === undefined ? [] : [`import { ${builder.helper} } from ${at("build")};`]),
    `import type { ContractFixtures } from ${at("fixture")};`,
    "",
    `/** Examples of {@link ${name}}. */`,
    `export const ${constantOf(contract)}: ContractFixtures<${name}> = {`,
    "  valid: [",
    ...contract.valid.map((example) => fixture(example)),
    "  ],",
    "  invalid: [",
    ...contract.invalid.map((example) => fixture(example)),
    "  ],",
    "};",
    ...(builder === undefined ? [] : ["", ...builder.code]),
    "",
  ].join("\n");
}

function fixture({ name, description, source, value, ...rest }: Example | InvalidExample): string {
  const issues = "issues" in rest ? { issues: rest.issues as unknown as Json } : {};
  return `    ${literal({ name, description, source, ...issues, value }, "    ")},`;
}

interface Builder {
  readonly helper: "buildEvent" | "buildMessage";
  readonly code: readonly string[];
}

/** The builder of a contract; undefined when it is no object, as then no members can be replaced. */
function builderOf(contract: ContractModel, model: Model): Builder | undefined {
  const node = resolve(contract.type.node, model);
  if (node.kind !== "object") return undefined;
  return contract.eventType === undefined ? messageBuilder(contract) : eventBuilder(contract, node);
}

function messageBuilder(contract: ContractModel): Builder {
  const { name } = contract;
  return {
    helper: "buildMessage",
    code: [
      `/** Builds a {@link ${name}} from the example \`${contract.valid[0]?.name}\`. */`,
      `export function ${builderName(contract)}(overrides: Partial<${name}> = {}): ${name} {`,
      `  return buildMessage(${constantOf(contract)}, overrides);`,
      "}",
    ],
  };
}

/** The overrides are the params; members that an event has beside them come second. */
function eventBuilder(contract: ContractModel, node: ObjectNode): Builder {
  const { name } = contract;
  const envelope = node.properties
    .map((p) => p.name)
    .filter((member) => member !== "event_type" && member !== "event_params");
  const keys = envelope.map((member) => JSON.stringify(member)).join(" | ");
  const parameters = [
    `params: Partial<${name}["event_params"]> = {}`,
    ...(keys === "" ? [] : [`envelope: Partial<Pick<${name}, ${keys}>> = {}`]),
  ];
  const args = [constantOf(contract), "params", ...(keys === "" ? [] : ["envelope"])];
  return {
    helper: "buildEvent",
    code: [
      `/** Builds a {@link ${name}} from the example \`${contract.valid[0]?.name}\`; the overrides are event params. */`,
      `export function ${builderName(contract)}(${parameters.join(", ")}): ${name} {`,
      `  return buildEvent(${args.join(", ")});`,
      "}",
    ],
  };
}

function resolve(node: Node, model: Model): Node {
  let current: Node | undefined = node;
  while (current?.kind === "ref") current = model.typeByName.get(current.type)?.node;
  return current ?? node;
}

function fixturesIndex(contracts: readonly ContractModel[]): string {
  return [
    banner("schemas/examples"),
    ...contracts.map((contract) => `import { ${constantOf(contract)} } from "./${contract.id}.js";`),
    "",
    "/** The examples of every contract, by its id. */",
    "export const fixtures = {",
    ...contracts.map((contract) => `  ${JSON.stringify(contract.id)}: ${constantOf(contract)},`),
    "} as const;",
    "",
  ].join("\n");
}

function buildersIndex(contracts: readonly ContractModel[], model: Model): string {
  const built = contracts.filter((contract) => builderOf(contract, model) !== undefined);
  const lines = built.map((contract) => `export { ${builderName(contract)} } from "./${contract.id}.js";`);
  return [banner("schemas/examples"), ...lines, ""].join("\n");
}

function constantOf({ name }: ContractModel): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Fixtures`;
}

function builderName({ name }: ContractModel): string {
  return `build${name}`;
}

/** A JSON value as a TypeScript literal, on one line where it fits. */
function literal(value: Json, indent: string): string {
  const flat = flatLiteral(value);
  if (indent.length + flat.length <= WIDTH || typeof value !== "object" || value === null) return flat;
  const inner = `${indent}  `;
  const [open, close, lines] = Array.isArray(value)
    ? ["[", "]", value.map((item: Json) => literal(item, inner))]
    : ["{", "}", Object.entries(value).map(([name, member]) => `${key(name)}: ${literal(member, inner)}`)];
  return [open, ...lines.map((line) => `${inner}${line},`), `${indent}${close}`].join("\n");
}

function flatLiteral(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flatLiteral).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `${key(name)}: ${flatLiteral(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function key(name: string): string {
  // Written plainly, a literal would set the prototype instead of a member.
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
