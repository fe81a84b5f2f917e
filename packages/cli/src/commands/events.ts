import type { EventRecord, EventsAnswer } from "@codex-contracts/server";
import { InvalidArgumentError, Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { timeOption } from "../server/time-option.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly folder?: string;
  readonly type?: string;
  readonly thread?: string;
  readonly client?: string;
  readonly verdict?: string;
  readonly since?: number;
  readonly until?: number;
  readonly limit: number;
  readonly tail?: true;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .addOption(folderOption())
      .option("-t, --type <event_type>", "only this type")
      .option("--thread <id>", "only this thread")
      .option("--client <name>", "only this canonical product client")
      .addOption(
        new Option("--verdict <verdict>", "only these").choices(["accepted", "quarantined", "unknown"]),
      )
      .option("--since <time>", "from this time on: ISO 8601, or an age as 15m, 2h, 7d", timeOption)
      .option("--until <time>", "before this time", timeOption)
      .option("-n, --limit <count>", "at most so many, the newest", wholeNumber, 50)
      .option("--tail", "show new events as they come in, until Ctrl-C; the server has to run")
      .option("--json", "print a JSON object for each event, one a line")
      .addHelpText("after", HELP)
      .action((options: Options) => start((context) => events(options, context))),
};

const HELP = `
Newest last, as in a log.
${examples([
  ["codex-contracts events", "the latest fifty"],
  [
    "codex-contracts events --type codex_turn_event --since 2h --json | jq .event",
    "turns of two hours, for a script",
  ],
  ["codex-contracts events --tail --verdict quarantined", "watch what goes wrong"],
])}`;

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new InvalidArgumentError("expected a whole number from 1 to 9999999");
  return Number(text);
}

/** The server gives no more at once. */
const PAGE = 1000;

async function events(options: Options, context: Context): Promise<ExitCode> {
  const [{ askJson, withFolder }, { renderEvent }] = await Promise.all([
    import("../server/ask.js"),
    import("../server/render-event.js"),
  ]);
  const paint = colours(context.stdout, context.env);
  const print = (record: EventRecord) => {
    const text = options.json ? JSON.stringify(record) : renderEvent(record, paint);
    context.stdout.write(`${text}\n`);
  };
  return withFolder(folderOf(options.folder, context), async (folder) => {
    if (options.tail) {
      const { tailEvents } = await import("../server/tail-events.js");
      return tailEvents(folder, `/v1/live?${filterOf(options)}`, print);
    }
    const found: EventRecord[] = [];
    for (let cursor: string | null = ""; cursor !== null && found.length < options.limit; ) {
      const limit = Math.min(PAGE, options.limit - found.length);
      const path = `/v1/events?${pageOf(options, limit, cursor)}`;
      const page: EventsAnswer = await askJson<EventsAnswer>(folder, { method: "GET", path });
      found.push(...page.events);
      cursor = page.next;
    }
    for (const record of found.reverse()) print(record);
    if (found.length === 0 && !options.json) context.stderr.write("no events\n");
    return ExitCode.ok;
  });
}

function filterOf({ type, thread, client, verdict }: Options): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ type, thread, client, verdict })) {
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

function pageOf(options: Options, limit: number, cursor: string): URLSearchParams {
  const query = filterOf(options);
  query.set("limit", String(limit));
  if (options.since !== undefined) query.set("since", new Date(options.since).toISOString());
  if (options.until !== undefined) query.set("until", new Date(options.until).toISOString());
  if (cursor !== "") query.set("cursor", cursor);
  return query;
}
