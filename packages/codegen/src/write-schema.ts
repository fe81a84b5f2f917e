import { buildModel } from "./build-model.js";
import { checkExamples } from "./check-examples.js";
import {
  afterChanges,
  applyChanges,
  fingerprint,
  listFiles,
  openDisk,
  stampOf,
  withoutChanges,
} from "./disk.js";
import type { EmitterName } from "./emitter-names.js";
import { GENERATED_FOLDERS } from "./generated-folders.js";
import type { Slowness } from "./lint/rule.js";
import { createMemo, type Memo } from "./memo.js";
import { type Change, planChanges } from "./plan.js";
import type { Problem } from "./problem.js";
import { readSources } from "./read-sources.js";
import { openCache } from "./run-cache.js";

export interface WriteSchemaOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Compare only; nothing is written. */
  readonly check: boolean;
  /** The one emitter to run; its files alone are compared. */
  readonly only?: EmitterName;
  /** The day on which waivers are judged, `YYYY-MM-DD`; what is written does not depend on it. */
  readonly today: string;
  /** Identity of the generator's own code, so that a cache of another one is not used. */
  readonly tool: string;
  /** Hears what is going on: a word for each step. */
  readonly onStep?: (step: string) => void;
}

/** What a run of the generator did. */
export type WriteSchemaResult =
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "problems"; readonly problems: readonly Problem[] }
  | {
      readonly outcome: "done";
      readonly contracts: number;
      readonly types: number;
      readonly examples: number;
      readonly files: number;
      readonly changes: readonly Change[];
    };

/** Schemas in, generated files out: load, lint, model, emitters, plan, write. Writes nothing when the schemas have a problem. */
export async function writeSchema(options: WriteSchemaOptions): Promise<WriteSchemaResult> {
  const { root, check, only, onStep = () => {} } = options;
  const cache = openCache(root, options.tool);
  const generated = listFiles(root, GENERATED_FOLDERS);
  const written = listFiles(root, ["schemas"]);
  const seen = fingerprint(root, [...written, ...generated]);
  if (!check && only === undefined && cache.stamp() === stampOf(seen)) return { outcome: "unchanged" };

  onStep("read");
  const sources = readSources(
    `${root}/schemas`,
    written.map((path) => path.slice("schemas/".length)),
  );
  const { model, problems } = buildModel(sources);
  if (problems.length > 0) return { outcome: "problems", problems };
  const disk = openDisk(root, generated);
  // A check looks into every file; a run that writes, into those that were touched since an earlier one.
  const memo = createMemo(cache.memo(), disk, check ? undefined : seen);
  const wrongExamples = checkExamples(model, memo);
  if (wrongExamples.length > 0) return { outcome: "problems", problems: wrongExamples };
  onStep("lint");
  const { lintFiles, patternsIn } = await import("./lint/lint-files.js");
  const { findings } = lintFiles(sources, {
    today: options.today,
    preset: "contracts",
    built: { model, problems },
    slowness: await slownessOf(patternsIn(sources), memo),
  });
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0) return { outcome: "problems", problems: errors };
  // The emitters bring a compiler of schemas and one of types along: load them when there is work for them.
  const { generate } = await import("./generate.js");
  const files = await generate(model, memo, only, onStep);
  const changes = planChanges(files, disk, { strays: only === undefined });
  if (!check) {
    onStep("write");
    applyChanges(root, changes);
  }
  const left = check ? withoutChanges(seen, changes) : afterChanges(root, seen, changes);
  if (only === undefined) {
    cache.saveMemo(memo.record(left));
    if (!check) cache.saveStamp(stampOf(left));
  }
  const examples = model.contracts.reduce((sum, c) => sum + c.valid.length + c.invalid.length, 0);
  return {
    outcome: "done",
    contracts: model.contracts.length,
    types: model.types.length,
    examples,
    files: files.length,
    changes,
  };
}

/** How slow each pattern is; what analyses them is large and loaded for a new one only. */
async function slownessOf(patterns: ReadonlySet<string>, memo: Memo): Promise<(pattern: string) => Slowness> {
  const known = new Map<string, Slowness>();
  for (const pattern of patterns) {
    const judge = async () => (await import("./lint/pattern-slowness.js")).patternSlowness(pattern);
    // The memo gives what the analysis gave.
    known.set(pattern, (await memo.reuseLater(`slowness ${pattern}`, pattern, judge)) as Slowness);
  }
  return (pattern) => {
    const slowness = known.get(pattern);
    if (slowness === undefined) throw new Error("a pattern that was not looked at");
    return slowness;
  };
}
