import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import type { Parts } from "../show/parts.js";
import { colours } from "../text/colours.js";

type Part = keyof Parts;

type Options = { readonly [P in Part | "json"]?: true };

const PARTS: readonly (readonly [part: Part, meaning: string])[] = [
  ["docs", "only the reference page, as Markdown"],
  ["type", "only the TypeScript type and those it refers to"],
  ["schema", "only the JSON Schema, with all it refers to"],
  ["example", "only an example message"],
];

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;

export const command: Command = {
  define: (line, start) => {
    line.argument("<id>", "contract: id, wire name or type");
    for (const [part, meaning] of PARTS)
      line.addOption(new Option(`--${part}`, meaning).conflicts(othersThan(part)));
    line
      .option("--json", "print all parts as one JSON object")
      .addHelpText(
        "after",
        examples([
          ["codex-contracts show analytics/codex-turn-event", "the page to read"],
          ["codex-contracts show TurnEvent --type", "what to program against"],
          [
            "codex-contracts show codex_turn_event --schema > turn.schema.json",
            "what to validate with elsewhere",
          ],
        ]),
      )
      .action((id: string, options: Options) => start((context) => show(id, options, context)));
  },
};

function othersThan(part: Part): string[] {
  return [...PARTS.map(([name]) => name).filter((name) => name !== part), "json"];
}

async function show(asked: string, options: Options, context: Context): Promise<ExitCode> {
  const [{ findContract }, { catalogue }] = await Promise.all([
    import("../contracts/find-contract.js"),
    import("@codex-contracts/protocol/catalogue"),
  ]);
  const entry = findContract(asked, catalogue);
  const part = PARTS.map(([each]) => each).find((each) => options[each]);
  if (part !== undefined) context.stdout.write(await partText(entry.id, part));
  else if (options.json) context.stdout.write(asJson({ ...entry, ...(await allParts(entry.id)) }));
  else context.stdout.write(await pageText(entry.id, context));
  return ExitCode.ok;
}

async function partText(id: string, part: Part): Promise<string> {
  const { readPart } = await import("../show/parts.js");
  const value = await readPart[part](id);
  return typeof value === "string" ? `${value.trimEnd()}\n` : asJson(value);
}

async function allParts(id: string): Promise<Parts> {
  const { readPart } = await import("../show/parts.js");
  const [schema, type, docs, example] = await Promise.all([
    readPart.schema(id),
    readPart.type(id),
    readPart.docs(id),
    readPart.example(id),
  ]);
  return { schema, type, docs, example };
}

async function pageText(id: string, { stdout, env }: Context): Promise<string> {
  const [{ page }, { readPart }] = await Promise.all([import("../show/page.js"), import("../show/parts.js")]);
  const [docs, type] = await Promise.all([readPart.docs(id), readPart.type(id)]);
  const width = Math.min(stdout.columns ?? WIDEST, WIDEST);
  return page(docs, type, { paint: colours(stdout, env), width });
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
