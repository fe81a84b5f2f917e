import type { Sizes } from "./measure.js";

/** The command that brings the committed table up to date. */
export const REPAIR = "pnpm --filter @codex-contracts/conformance sizes";

/** Writes the sizes as the committed table. */
export function sizesTable({ contracts, everyIs, everyContract, root, catalogue }: Sizes): string {
  const rows = contracts.map(
    ({ id, is, explain, whole }) => `| ${id} | ${bytes(is)} | ${bytes(explain)} | ${bytes(whole)} |`,
  );
  return `# Sizes

What the contracts cost an app, in bytes: bundled and minified by esbuild for browsers, then packed by gzip. Written by \`${REPAIR}\`.

| all together | bytes |
| --- | --: |
| every \`is\` of the wire of Codex | ${bytes(everyIs)} |
| every contract of it | ${bytes(everyContract)} |
| the root entry, all of it | ${bytes(root)} |
| the catalogue | ${bytes(catalogue)} |

| contract | \`is\` | the explanation | the contract with its schema |
| --- | --: | --: | --: |
${rows.join("\n")}
`;
}

function bytes(size: number): string {
  return String(size).replaceAll(/\B(?=(?:\d{3})+$)/g, " ");
}
