import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { MisuseError } from "../misuse-error.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { withKnownErrors } from "../server/known-errors.js";
import { tokensPath } from "../server/tokens-path.js";

interface Options {
  readonly folder?: string;
  readonly scope: "ingest" | "read" | "all";
  readonly json?: true;
}

export const create: Command = {
  define: (line, start) =>
    void line
      .argument("<name>", "names the token in logs and in lists")
      .addOption(
        new Option(
          "-s, --scope <scope>",
          "ingest: may send events; read: may read them and work on the quarantine",
        )
          .choices(["ingest", "read", "all"])
          .default("ingest"),
      )
      .addOption(folderOption())
      .option("--json", "print the token as JSON")
      .addHelpText("after", HELP)
      .action((name: string, options: Options) => start((context) => createToken(name, options, context))),
};

const HELP = `
From the first token on the server asks for one, and may listen on other than loopback addresses. A running
server knows a new token within a second. Only a hash is kept: a token that is lost cannot be shown again.
To rotate, create a second one, move the clients over, then revoke the first.
${examples([
  ["codex-contracts tokens create laptops", "for clients"],
  ["codex-contracts tokens create dashboard --scope read", "for whoever reads"],
])}`;

async function createToken(
  name: string,
  { folder, scope, json }: Options,
  context: Context,
): Promise<ExitCode> {
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw new MisuseError("a name has 1 to 64 letters, digits, `_`, `.` or `-`", "Choose another name.");
  }
  const { makeToken, readTokens, SCOPES, writeTokens } = await import("@codex-contracts/server/tokens");
  const path = tokensPath(folderOf(folder, context));
  const { text } = await withKnownErrors(async () => {
    const tokens = await readTokens(path);
    if (tokens.some((token) => token.name === name)) {
      throw new MisuseError(
        "there is a token of this name",
        "Choose another name, or revoke that one first.",
      );
    }
    const made = makeToken(name, scope === "all" ? SCOPES : [scope], new Date());
    await writeTokens(path, [...tokens, made.record]);
    return made;
  });
  if (json) context.stdout.write(`${JSON.stringify({ name, scope, token: text })}\n`);
  else context.stdout.write(`${text}\n`);
  if (!json && scope !== "read" && context.stdout.isTTY === true) {
    context.stderr.write(
      `\nfor a Codex: chatgpt_base_url = "https://HOST/t/${text}/backend-api"\nIt is not shown again.\n`,
    );
  }
  return ExitCode.ok;
}
