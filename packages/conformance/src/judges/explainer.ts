import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Issue } from "@codex-contracts/protocol";
import { build } from "esbuild";
import { CONTRACTS } from "../contract-table.js";
import { packageFolder } from "../workspace.js";
import type { Judge } from "./judge.js";

/** Lists the issues of a value without asking the accept path first, as no entry of the package can. */
export type Explain = (value: unknown) => readonly Issue[];

/** The explainers of all contracts by id, built from the sources of the protocol: the package exports none of them. */
export async function explainers(): Promise<Readonly<Record<string, Explain>>> {
  const folder = await mkdtemp(join(tmpdir(), "explainers-"));
  try {
    const outfile = join(folder, "explainers.mjs");
    const stdin = { contents: explainersModule(), resolveDir: join(packageFolder("protocol"), "src") };
    await build({ stdin, outfile, bundle: true, format: "esm", logLevel: "error" });
    const module = (await import(pathToFileURL(outfile).href)) as { explainers: Record<string, Explain> };
    return module.explainers;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function explainersModule(): string {
  const imports = CONTRACTS.map(
    ({ id, name }, i) => `import { explain${name} as e${i} } from "./gen/${id}.explain.ts";`,
  );
  const entries = CONTRACTS.map(({ id }, i) => `${JSON.stringify(id)}: issuesOf(e${i}),`);
  return `import { Report } from "./runtime/report.ts";
${imports.join("\n")}
const issuesOf = (explain) => (value) => {
  const report = new Report("producer");
  explain(value, "", report);
  return report.issues;
};
export const explainers = {${entries.join("\n")}};`;
}

/** The explainer as a judge: a value without issues is accepted. */
export function explainerJudge(explain: Explain | undefined): Judge {
  if (explain === undefined) throw new Error("no explainer");
  return { name: "explainer", accepts: (value) => explain(value).length === 0 };
}
