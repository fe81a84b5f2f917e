import * as protocol from "@codex-contracts/protocol";
import { CONTRACTS, type ContractRow } from "../contract-table.js";
import { packageFolder, packageRoot } from "../workspace.js";
import { gzipSize } from "./bundle.js";

const PROTOCOL = "@codex-contracts/protocol";

/** Sizes of one contract: its accept path, what explains a refusal, and all of it with its schema. */
export interface ContractSize {
  readonly id: string;
  readonly isEvent: boolean;
  readonly is: number;
  readonly explain: number;
  readonly whole: number;
}

/** Everything that the table holds, in bytes. */
export interface Sizes {
  readonly contracts: readonly ContractSize[];
  readonly everyIs: number;
  readonly everyContract: number;
  readonly root: number;
  readonly catalogue: number;
}

/** Weighs the packages as they are built. */
export async function measureSizes(): Promise<Sizes> {
  // Facts and the ingestion wire are this project's own, and no part of the root entry.
  const ofCodex = CONTRACTS.filter(({ name }) => name in protocol);
  const exports = (write: (row: ContractRow) => string) => ofCodex.map(write).join("\n");
  const [everyIs, everyContract, root, catalogue] = await Promise.all([
    sizeOf(exports(isExport)),
    sizeOf(exports(contractExport)),
    sizeOf(`export * from "${PROTOCOL}";`),
    sizeOf(`export { catalogue } from "${PROTOCOL}/catalogue";`),
  ]);
  const contracts = await Promise.all(CONTRACTS.map(contractSize));
  return { contracts, everyIs, everyContract, root, catalogue };
}

async function contractSize(row: ContractRow): Promise<ContractSize> {
  const [is, explain, whole] = await Promise.all([
    sizeOf(isExport(row)),
    explainSize(row),
    sizeOf(contractExport(row)),
  ]);
  return { id: row.id, isEvent: row.eventType !== undefined, is, explain, whole };
}

function isExport({ id, name }: ContractRow): string {
  return `export { is${name} } from "${PROTOCOL}/${id}";`;
}

function contractExport({ id, name }: ContractRow): string {
  return `export { ${name} } from "${PROTOCOL}/${id}";`;
}

function sizeOf(contents: string): Promise<number> {
  return gzipSize({ contents, resolveDir: packageRoot });
}

/** The explainer is no entry of the package: it is weighed from the sources, with the accept paths that it asks. */
function explainSize({ id, name }: ContractRow): Promise<number> {
  return gzipSize({
    contents: `export { explain${name} } from "./src/gen/${id}.explain.ts";`,
    resolveDir: packageFolder("protocol"),
  });
}
