import { profileOf } from "@codex-contracts/permissions";
import type { Context } from "../context.js";
import { type Input, inputsOf } from "../validate/inputs.js";
import { contextOf } from "./context-of.js";
import { readInput } from "./read-input.js";
import type { Subject } from "./subject.js";

/** Reads one input, standard input when none is named, as it applies in a directory. */
export async function readOne(
  file: string | undefined,
  cwd: string | undefined,
  context: Context,
): Promise<Subject> {
  const [input] = await inputsOf(file === undefined ? [] : [file], context);
  return subjectOf(input as Input, cwd, context);
}

/** Reads two inputs as they apply in the same directory. */
export async function readTwo(
  files: readonly [string, string],
  cwd: string | undefined,
  context: Context,
): Promise<readonly [Subject, Subject]> {
  // One input for each name.
  const [before, after] = (await inputsOf(files, context)) as readonly [Input, Input];
  return [await subjectOf(before, cwd, context), await subjectOf(after, cwd, context)];
}

async function subjectOf(from: Input, cwd: string | undefined, { env }: Context): Promise<Subject> {
  const place = contextOf(cwd, env);
  const input = await readInput(from);
  return { input, profile: profileOf(input.permissions, place), context: place };
}
