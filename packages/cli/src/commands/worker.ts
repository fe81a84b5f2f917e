import { InvalidArgumentError } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { addConfigOptions, configOf } from "../server/config-options.js";
import { withKnownErrors } from "../server/known-errors.js";

type Options = Readonly<Record<string, string | undefined>> & { readonly metricsPort?: number };

const NAMES = [
  "folder",
  "host",
  "log",
  "store",
  "log_level",
  "quarantine_events",
  "keep_values",
  "product_clients",
];

export const command: Command = {
  define: (line, start) =>
    void addConfigOptions(line, NAMES)
      .option("--metrics-port <port>", "serve /healthz, /readyz and /metrics on this port", port)
      .addHelpText("after", HELP)
      .action((options: Options) => start((context) => work(options, context))),
};

const HELP = `
Any number of workers can drain one log: each request goes to one of them, and each event counts once.
A worker that is killed loses nothing: what it had not stored goes to another one.
${examples([
  [
    "codex-contracts worker --log nats://127.0.0.1:4222 --store postgres://127.0.0.1/codex",
    "drain a JetStream stream into PostgreSQL",
  ],
])}`;

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new InvalidArgumentError("expected a port");
  return Number(text);
}

async function work({ metricsPort, ...options }: Options, context: Context): Promise<ExitCode> {
  const config = await configOf(options, context);
  const { untilSignal } = await import("../server/until-signal.js");
  const worker = await withKnownErrors(async () => {
    const { growHeap, startWorker } = await import("@codex-contracts/server");
    growHeap();
    const logTo = { write: (text: string) => void context.stderr.write(text) };
    return startWorker(config, { logTo, ...(metricsPort === undefined ? {} : { metricsPort }) });
  });
  const lines = [
    `storing in ${worker.store}`,
    ...worker.notes.map((note) => `note: ${note}`),
    ...(worker.url === null ? [] : [`metrics ${worker.url}/metrics`]),
  ];
  context.stdout.write(`${lines.join("\n")}\n`);
  const signal = await untilSignal();
  context.stdout.write(`${signal}: finishing the batch at hand\n`);
  await worker.close();
  return ExitCode.ok;
}
