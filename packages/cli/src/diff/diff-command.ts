import { type CompatReport, diffSets } from "@codex-contracts/codegen/compat";
import type { Context } from "../context.js";
import { MisuseError } from "../misuse-error.js";
import { colours } from "../text/colours.js";
import { renderChangelog } from "./changelog.js";
import { type Chosen, chooseSides } from "./choose-sides.js";
import { type FailOn, failures } from "./counted.js";
import type { Format } from "./formats.js";
import { openGit } from "./git.js";
import { loadSide } from "./load-side.js";
import { releaseTags } from "./releases.js";
import { renderGithub } from "./render-github.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderSarif } from "./render-sarif.js";
import { renderTable } from "./render-table.js";
import type { Side } from "./side.js";

export interface DiffCommandOptions {
  readonly cwd: string;
  readonly against?: string;
  readonly mode: "backward" | "forward" | "full";
  readonly role: "read" | "write" | "both";
  readonly transitive?: true;
  readonly tags?: string;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly signal?: AbortSignal;
}

/** Compares, prints, and tells whether anything is as bad as `failOn`. */
export async function diffCommand(
  specs: readonly string[],
  options: DiffCommandOptions,
  context: Context,
): Promise<boolean> {
  const whole = options.transitive === true || options.format === "changelog";
  const { reports, base, note } = whole
    ? await againstReleases(specs, options)
    : await againstOne(specs, options);
  if (note !== undefined) context.stderr.write(`note: ${note}\n`);
  context.stdout.write(print(reports, base, options, context));
  return reports.some((report) => failures(report, options.failOn).length > 0);
}

interface Compared {
  readonly reports: readonly CompatReport[];
  readonly base: string;
  readonly note?: string;
}

async function againstOne(specs: readonly string[], options: DiffCommandOptions): Promise<Compared> {
  const chosen = await chooseSides(specs, options.against, options.cwd);
  const place = placeOf(chosen, options);
  const [old, now] = [await loadSide(chosen.old, place), await loadSide(chosen.new, place)];
  return {
    reports: [await compare(old, now, options)],
    base: now.base,
    ...(chosen.note === undefined ? {} : { note: chosen.note }),
  };
}

/** The newer side with every release; a changelog tells from release to release. */
async function againstReleases(specs: readonly string[], options: DiffCommandOptions): Promise<Compared> {
  const { cwd, signal, tags: pattern } = options;
  const git = await openGit(cwd, signal);
  if (git === undefined) throw new MisuseError("this is no git repository, so there are no tags of releases");
  const tags = await releaseTags(git, pattern);
  const chosen = await chooseSides(
    [tags[0] ?? "HEAD", ...(specs.length === 0 ? [] : [specs.at(-1) ?? ""])],
    undefined,
    cwd,
  );
  const place = placeOf(chosen, options);
  const now = await loadSide(chosen.new, place);
  const releases: Side[] = [];
  for (const tag of tags) releases.push(await loadSide(tag, place));
  const reports: CompatReport[] = [];
  for (const [i, release] of releases.entries()) {
    const next = options.format === "changelog" ? (releases[i + 1] ?? now) : now;
    reports.push(await compare(release, next, options));
  }
  const note =
    tags.length === 0
      ? "there is no tag of a release, so there is nothing to compare with (--tags names others)"
      : undefined;
  return { reports, base: now.base, ...(note === undefined ? {} : { note }) };
}

function placeOf({ folder }: Chosen, { cwd, signal }: DiffCommandOptions) {
  return { cwd, folder, ...(signal === undefined ? {} : { signal }) };
}

function compare(old: Side, now: Side, { mode, role, signal }: DiffCommandOptions): Promise<CompatReport> {
  return diffSets(old.set, now.set, { mode, role, ...(signal === undefined ? {} : { signal }) });
}

function print(
  reports: readonly CompatReport[],
  base: string,
  options: DiffCommandOptions,
  context: Context,
): string {
  const { stdout, env } = context;
  const [only] = reports;
  switch (options.format) {
    case "table":
      return reports.map((report) => renderTable(report, colours(stdout, env))).join("\n");
    case "json":
      // One report for one comparison; releases come as a list.
      return `${JSON.stringify(options.transitive ? { version: 1, releases: reports } : only, null, 2)}\n`;
    case "markdown":
      return reports.map(renderMarkdown).join("\n");
    case "github":
      return reports.map((report) => renderGithub(report, base)).join("");
    case "sarif":
      return renderSarif(merged(reports), base);
    case "changelog":
      return renderChangelog(reports);
  }
}

/** SARIF has one log for all comparisons. */
function merged(reports: readonly CompatReport[]): CompatReport {
  const [first] = reports;
  if (first === undefined)
    return {
      version: 1,
      old: "",
      new: "",
      role: "both",
      mode: "full",
      contracts: [],
      changes: [],
      severity: null,
    };
  return { ...first, changes: reports.flatMap(({ changes }) => changes) };
}
