import { buildModel } from "./build-model.js";
import { checkExamples } from "./check-examples.js";
import { afterChanges, applyChanges, fingerprint, listFiles, readFiles, stampOf } from "./disk.js";
import type { EmitterName } from "./emitter-names.js";
import { GENERATED_FOLDERS } from "./generated-folders.js";
import { createMemo } from "./memo.js";
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
  const seen = fingerprint(root, [...listFiles(root, ["schemas"]), ...generated]);
  if (!check && only === undefined && cache.stamp() === stampOf(seen)) return { outcome: "unchanged" };

  onStep("read");
  const sources = readSources(`${root}/schemas`);
  const { model, problems } = buildModel(sources);
  if (problems.length > 0) return { outcome: "problems", problems };
  const disk = readFiles(root, generated);
  // A file is taken from the disk only as long as it is, byte for byte, what was made from the same sources before.
  const memo = createMemo(cache.memo(), disk);
  const wrongExamples = checkExamples(model, memo);
  if (wrongExamples.length > 0) return { outcome: "problems", problems: wrongExamples };
  onStep("lint");
  const { lint } = await import("./lint/lint.js");
  const { findings } = lint(sources, {
    today: options.today,
    preset: "contracts",
    built: { model, problems },
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
    if (only === undefined) cache.saveStamp(stampOf(afterChanges(root, seen, changes)));
  }
  if (only === undefined) cache.saveMemo(memo.record());
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
