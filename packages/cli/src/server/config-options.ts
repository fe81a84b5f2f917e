import { readFileSync } from "node:fs";
import {
  type CompleteConfig,
  type ConfigOption,
  configOptions,
  readConfig,
} from "@codex-contracts/server/config";
import { type Command as CommandLine, Option } from "commander";
import type { Context } from "../context.js";
import { MisuseError } from "../misuse-error.js";
import { withKnownErrors } from "./known-errors.js";

/** Adds the options of the server to a command. */
export function addConfigOptions(line: CommandLine, names?: readonly string[]): CommandLine {
  line.option("--config <file>", "configuration file, JSON (default: $CODEX_CONTRACTS_CONFIG)");
  for (const option of configOptions()) {
    if (names === undefined || names.includes(option.name)) line.addOption(optionOf(option));
  }
  return line;
}

function optionOf({ flag, kind, description, default: standard, choices }: ConfigOption): Option {
  const value = {
    text: " <text>",
    number: " <number>",
    boolean: " [true|false]",
    list: " <list>",
    map: " <map>",
  }[kind];
  const shown = standard === undefined ? "" : ` (default: ${shortText(standard)})`;
  const option = new Option(flag + value, firstSentence(description) + shown);
  if (kind === "boolean") option.preset("true");
  return choices === undefined ? option : option.choices(choices);
}

function firstSentence(text: string): string {
  return text.replace(/\.( .*)?$/s, "").replace(/^(\w)/, (letter) => letter.toLowerCase());
}

function shortText(value: unknown): string {
  return typeof value === "object" ? "none" : String(value);
}

/** The configuration from the command line, the environment and a file. */
export async function configOf(
  options: Readonly<Record<string, string | undefined>>,
  { env }: Context,
): Promise<CompleteConfig> {
  return withKnownErrors(async () => {
    const name = options["config"] ?? env["CODEX_CONTRACTS_CONFIG"];
    const flags = Object.fromEntries(
      configOptions().flatMap((option) => {
        const text = options[camelCase(option.flag)];
        return text === undefined ? [] : [[option.name, text]];
      }),
    );
    return readConfig({
      ...(name === undefined ? {} : { file: { name, text: readText(name) } }),
      env,
      flags,
    });
  });
}

function readText(name: string): string {
  try {
    return readFileSync(name, "utf8");
  } catch {
    throw new MisuseError(`cannot read ${name}`, "Check the path of --config and its permissions.");
  }
}

/** As commander names the value of a flag. */
function camelCase(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
