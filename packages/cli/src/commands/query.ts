import { InvalidArgumentError } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { count } from "../text/count.js";

interface Options {
  readonly folder?: string;
  readonly rows: number;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("<sql>", "one statement that reads; `-` is standard input")
      .addOption(folderOption())
      .option("-n, --rows <count>", "show at most so many rows", wholeNumber, 1000)
      .option("--json", "print an object for each row, one a line")
      .addHelpText("after", HELP)
      .action((sql: string, options: Options) => start((context) => query(sql, options, context))),
};

const HELP = `
There is one table for each event type, named after it; \`SHOW TABLES\` and \`DESCRIBE codex_turn_event\`
tell more, and so does the reference of each contract. It works while the server runs and while it does not.
${examples([
  [
    "codex-contracts query 'SELECT status, count(*) FROM codex_turn_event GROUP BY ALL'",
    "count turns by status",
  ],
  ["codex-contracts query 'SHOW TABLES'", "see the tables"],
  ["codex-contracts query --json - < report.sql | jq .model", "a statement from a file, rows for a script"],
])}`;

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new InvalidArgumentError("expected a whole number from 1 to 9999999");
  return Number(text);
}

interface Rows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly truncated: boolean;
}

async function query(sql: string, { folder, rows, json }: Options, context: Context): Promise<ExitCode> {
  const [{ askJson, withFolder }, { readAll }] = await Promise.all([
    import("../server/ask.js"),
    import("../server/read-all.js"),
  ]);
  const text = sql === "-" ? await readAll(context.stdin) : sql;
  const result = await withFolder(folderOf(folder, context), (opened) =>
    askJson<Rows>(opened, { method: "POST", path: "/local/query", json: { sql: text, rows } }),
  );
  if (json) {
    const names = result.columns.map(({ name }) => name);
    for (const row of result.rows) {
      const object = Object.fromEntries(names.map((name, i) => [name, row[i]]));
      context.stdout.write(`${JSON.stringify(object)}\n`);
    }
  } else {
    const { renderRows } = await import("../server/render-rows.js");
    context.stdout.write(renderRows(result.columns, result.rows));
  }
  if (result.truncated) {
    const shown = result.rows.length;
    context.stderr.write(
      shown < rows
        ? `cut off after ${count(shown, "row")}: with more the answer would be too large; ask for fewer columns, or export\n`
        : `cut off after ${count(rows, "row")}; --rows shows more\n`,
    );
  }
  return ExitCode.ok;
}
