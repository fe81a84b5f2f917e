import type { QuarantineAnswer, ReplayAnswer } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { count } from "../text/count.js";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

export const replay: Command = {
  define: (line, start) =>
    void line
      .argument("[fingerprint...]", "of groups, as `quarantine list` shows them; none is all of them")
      .addOption(folderOption())
      .option("--json", "print the result as JSON")
      .addHelpText("after", HELP)
      .action((fingerprints: string[], options: Options) =>
        start((context) => replayGroups(fingerprints, options, context)),
      ),
};

const HELP = `
The events are judged with the contracts of the running server, or of this command when none runs.
An event of which a known value was not kept stays: nobody knows what it was.

Exit codes:
  0  everything that was asked for is stored now
  1  something is still in quarantine
  2  the command was called wrongly, or there is nothing to ask
${examples([
  ["codex-contracts quarantine replay", "after an upgrade: all groups"],
  ["codex-contracts quarantine replay 4be1f2ac", "one group"],
])}`;

async function replayGroups(
  fingerprints: readonly string[],
  { folder, json }: Options,
  context: Context,
): Promise<ExitCode> {
  const { askJson, withFolder } = await import("../server/ask.js");
  const sum = await withFolder(folderOf(folder, context), async (opened) => {
    const all = async () => {
      const { groups } = await askJson<QuarantineAnswer>(opened, { method: "GET", path: "/v1/quarantine" });
      return groups.map(({ fingerprint }) => fingerprint);
    };
    let [replayed, still] = [0, 0];
    for (const fingerprint of fingerprints.length === 0 ? await all() : fingerprints) {
      const path = `/v1/quarantine/${encodeURIComponent(fingerprint)}/replay`;
      const answer = await askJson<ReplayAnswer>(opened, { method: "POST", path });
      replayed += answer.replayed;
      still += answer.still_quarantined;
    }
    return { replayed, still_quarantined: still };
  });
  const { replayed, still_quarantined: still } = sum;
  const text = `${count(replayed, "event")} stored, ${still.toLocaleString("en-US")} still in quarantine`;
  context.stdout.write(json ? `${JSON.stringify(sum)}\n` : `${text}\n`);
  return still === 0 ? ExitCode.ok : ExitCode.findings;
}
