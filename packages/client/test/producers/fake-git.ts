import { dirname } from "node:path";
import type { GitEffects } from "../../src/producers/index.js";

export interface FakeGit extends GitEffects {
  readonly calls: string[];
}

/** A git with one repository; what it does not know fails. */
export function fakeGit(
  root: string,
  outputs: Readonly<Record<string, string | Promise<string | undefined>>>,
): FakeGit {
  const calls: string[] = [];
  return {
    calls,
    hasGit: async (folder) => folder === root,
    runGit: async (args, { cwd, timeoutMs }) => {
      calls.push(`${args.join(" ")} in ${cwd} within ${timeoutMs}`);
      return outputs[args.join(" ")];
    },
  };
}

export const folderOf = dirname;
