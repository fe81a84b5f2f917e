import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CompatReport, diffSets, type Severity } from "@codex-contracts/codegen/compat";
import type { Context } from "../context.js";
import { chooseSides } from "../diff/choose-sides.js";
import { type Git, openGit } from "../diff/git.js";
import { loadSide } from "../diff/load-side.js";
import { releaseTags } from "../diff/releases.js";
import { MisuseError } from "../misuse-error.js";
import { count } from "../text/count.js";
import { bumpBetween, demandedOf, higher, isLower } from "./bump.js";
import { changesetText } from "./changeset-text.js";
import { readChangesets } from "./read-changesets.js";
import { type ShippingPackage, shippingPackages } from "./shipping-packages.js";

export interface ChangesetOptions {
  readonly cwd: string;
  readonly folder?: string;
  readonly against?: string;
  readonly package?: readonly string[];
  readonly check?: true;
  readonly dryRun?: true;
  readonly signal?: AbortSignal;
}

const FILE = "contracts.md";

/** Writes the changeset that the schemas demand, or checks that it is there. False when it says too little. */
export async function changesetCommand(options: ChangesetOptions, context: Context): Promise<boolean> {
  const { cwd, signal } = options;
  const git = await openGit(cwd, signal);
  if (git === undefined) throw new MisuseError("this is no git repository", "Changesets live in one.");
  const base = options.against ?? (await releaseTags(git)).at(-1);
  if (base === undefined) {
    context.stdout.write(
      "no release yet: there is nothing that the schemas could break, and no bump to check\n",
    );
    return true;
  }
  const report = await compare(base, options);
  const commit = await git.commit(base);
  if (commit === undefined) throw new MisuseError(`there is no git ref "${base}"`);
  if (report.severity === null) {
    context.stdout.write(`the schemas are those of ${base}: no changeset is needed for them\n`);
    return true;
  }
  const packages = await packagesOf(git, commit, options);
  const demanded = new Map(
    packages.map((one) => [one.name, demandedOf(report.severity ?? "patch", one.before ?? one.version)]),
  );
  if (options.check) return check(report, packages, demanded, { git, base, context });
  const text = changesetText(report, demanded);
  if (options.dryRun) context.stdout.write(text);
  else await write(git.top, text, context);
  return true;
}

async function compare(base: string, { cwd, folder, signal }: ChangesetOptions): Promise<CompatReport> {
  const chosen = await chooseSides([base, ...(folder === undefined ? [] : [folder])], undefined, cwd);
  const place = { cwd, folder: chosen.folder, ...(signal === undefined ? {} : { signal }) };
  const [old, now] = [await loadSide(chosen.old, place), await loadSide(chosen.new, place)];
  return diffSets(old.set, now.set, signal === undefined ? {} : { signal });
}

async function packagesOf(
  git: Git,
  commit: string,
  { package: named }: ChangesetOptions,
): Promise<readonly ShippingPackage[]> {
  const packages = await shippingPackages(git, commit, named);
  if (packages.length > 0) return packages;
  throw new MisuseError(
    named === undefined
      ? "the schemas changed, but no public package ships anything generated from them"
      : "there is no package of that name here",
    "Generate first, or name the packages with --package.",
  );
}

async function write(top: string, text: string, context: Context): Promise<void> {
  await mkdir(join(top, ".changeset"), { recursive: true });
  await writeFile(join(top, ".changeset", FILE), text);
  context.stdout.write(`wrote .changeset/${FILE}\n`);
}

function check(
  report: CompatReport,
  packages: readonly ShippingPackage[],
  demanded: ReadonlyMap<string, Severity>,
  around: { readonly git: Git; readonly base: string; readonly context: Context },
): Promise<boolean> {
  const { git, base, context } = around;
  return readChangesets(git.top).then((declared) => {
    const lacking = packages.flatMap(({ name, version, before }) => {
      const needs = demanded.get(name) ?? "patch";
      // A release that is being made has its bump in the version already.
      const has = higher(
        declared.get(name) ?? "none",
        before === undefined ? "none" : bumpBetween(before, version),
      );
      return isLower(has, needs)
        ? [`${name} needs a ${needs} release and has ${has === "none" ? "no changeset" : `a ${has} one`}`]
        : [];
    });
    if (lacking.length === 0) {
      context.stdout.write(
        `${count(report.changes.length, "change")} since ${base}, and the changesets say enough\n`,
      );
      return true;
    }
    const worst = report.changes.filter(({ severity }) => severity === report.severity).slice(0, 5);
    const because = worst.map(({ contract, path, says }) => `  ${contract}${path}: ${says}`);
    context.stdout.write(
      `${[...lacking, `because of, since ${base}:`, ...because].join("\n")}\n→ codex-contracts changeset\n`,
    );
    return false;
  });
}
