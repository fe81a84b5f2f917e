import type { PermissionProfile } from "@codex-contracts/protocol/permissions";
import type { Codex } from "../harness/start-codex.js";
import { CONTENT, isMarked, MARK, type World } from "./world.js";

/** What can be tried at a path. */
export type Act = "read" | "write" | "create";

export interface Trial {
  readonly act: Act;
  readonly path: string;
}

/** What came of the trials: which succeeded, or why none was made. */
export type Findings =
  | { readonly ran: true; readonly succeeded: (trial: Trial) => boolean }
  | { readonly ran: false; readonly why: string };

/** Everything that is tried in a world. */
export function trialsIn({ files, missing }: World): readonly Trial[] {
  return [
    ...files.flatMap((path): Trial[] => [
      { act: "read", path },
      { act: "write", path },
    ]),
    ...missing.map((path): Trial => ({ act: "create", path })),
  ];
}

/**
 * Runs one command under a profile, in which a shell tries everything by itself. What it says to have read counts;
 * what it wrote is looked up from outside, where no mask of the sandbox hides that nothing was written.
 */
export async function probe(codex: Codex, profile: PermissionProfile, world: World): Promise<Findings> {
  const trials = trialsIn(world);
  const { exitCode, stdout, stderr } = await codex.client.commandExec({
    command: ["/bin/sh", "-c", `${trials.map(attempt).join("\n")}\necho finished`],
    cwd: world.ws,
    permissionProfile: profile,
  });
  const said = new Set(stdout.split("\n"));
  if (!said.has("finished")) return { ran: false, why: stderr.trim() || `exit code ${exitCode}` };
  return {
    ran: true,
    succeeded: ({ act, path }) => (act === "read" ? said.has(`${path} ${CONTENT}`) : isMarked(path)),
  };
}

/**
 * Shell text for one trial, of builtins only: under a narrow profile there is no other program, and where the root may
 * be written there is no /dev/null either.
 */
function attempt({ act, path }: Trial): string {
  return act === "read" ? `read -r line < '${path}' && echo "${path} $line"` : `echo ${MARK} >> '${path}'`;
}
