import type { CompleteConfig, Server } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { addConfigOptions, configOf } from "../server/config-options.js";
import { withKnownErrors } from "../server/known-errors.js";
import { colours } from "../text/colours.js";

type Options = Readonly<Record<string, string | undefined>>;

export const command: Command = {
  define: (line, start) =>
    void addConfigOptions(line)
      .addHelpText("after", HELP)
      .action((options: Options) => start((context) => serve(options, context))),
};

const HELP = `
Each option can also stand in the file of --config (as max_body_bytes) or in the environment
(as CODEX_CONTRACTS_MAX_BODY_BYTES). Stop it with Ctrl-C or SIGTERM: it finishes what it has begun.
${examples([
  ["codex-contracts serve", "everything in ./codex-contracts-data, on http://127.0.0.1:4319"],
  ["codex-contracts serve --folder /var/lib/codex --retention-days 90", "keep events for ninety days"],
  [
    "codex-contracts serve --upstream https://chatgpt.com --tee",
    "beside the real backend: other paths are passed on, events too",
  ],
  ["CODEX_CONTRACTS_PORT=8080 codex-contracts serve --config server.json", "from a file and the environment"],
])}`;

async function serve(options: Options, context: Context): Promise<ExitCode> {
  const config = await configOf(options, context);
  const { untilSignal } = await import("../server/until-signal.js");
  const server = await withKnownErrors(async () => {
    const { growHeap, startServer } = await import("@codex-contracts/server");
    growHeap();
    return startServer(config, { logTo: { write: (text) => void context.stderr.write(text) } });
  });
  context.stdout.write(banner(server, config, context));
  const signal = await untilSignal();
  context.stdout.write(`${signal}: finishing what has begun\n`);
  await server.close();
  return ExitCode.ok;
}

function banner(
  { url, notes, description, migrations }: Server,
  { upstream, tee }: CompleteConfig,
  context: Context,
): string {
  const paint = colours(context.stdout, context.env);
  const rows = [
    ["events", `POST ${url}/codex/analytics-events/events, below any prefix`],
    ["inspector", `${url}/`],
    ["kept in", description],
    ...(upstream === undefined ? [] : [["upstream", `${upstream}${tee ? ", events too" : ""}`]]),
  ];
  const lines = rows.map(([name = "", text = ""]) => `${paint.bold(name.padEnd(10))}${text}`);
  return [
    ...lines,
    ...added(migrations).map((note) => `added     ${note}`),
    ...notes.map((note) => paint.yellow(`note: ${note}`)),
    "",
    "Point a Codex at it, in ~/.codex/config.toml:",
    paint.cyan(`  chatgpt_base_url = "${url}/backend-api"`),
    "",
  ].join("\n");
}

/** Columns that an upgrade has brought; the tables of a new folder go without saying. */
function added(migrations: Server["migrations"]): string[] {
  return migrations.flatMap(({ table, column }) => (column === null ? [] : [`${table}.${column}`]));
}
