import { formatIssue, type Issue } from "@codex-contracts/protocol";
import { ServerConfig } from "@codex-contracts/protocol/ingestion/server-config";
import { ConfigError } from "./config-error.js";
import { type CompleteConfig, defaultConfig } from "./defaults.js";
import { type ConfigOption, configOptions, type OptionKind } from "./options.js";

export interface ConfigSources {
  /** Text of the configuration file, JSON, and its name for messages. */
  readonly file?: { readonly name: string; readonly text: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of the command line by option name, as text. */
  readonly flags: Readonly<Partial<Record<keyof ServerConfig, string>>>;
}

/**
 * Puts the configuration together: the command line wins over the environment, that over the file, and that over the
 * defaults. Throws a {@link ConfigError} that names the option and the place, and never a value.
 */
export function readConfig({ file, env, flags }: ConfigSources): CompleteConfig {
  const options = configOptions();
  const fromEnv = valuesOf(options, (option) => [option.variable, env[option.variable]]);
  const fromFlags = valuesOf(options, (option) => [option.flag, flags[option.name]]);
  return {
    ...defaultConfig,
    ...(file === undefined ? {} : check(parseFile(file), ({ path }) => `${file.name}: ${optionAt(path)}`)),
    ...check(fromEnv, ({ path }) => variableAt(options, path)),
    ...check(fromFlags, ({ path }) => flagAt(options, path)),
  };
}

function parseFile({ name, text }: { readonly name: string; readonly text: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text.
    throw new ConfigError(`${name} is not JSON`);
  }
}

function check(value: unknown, place: (issue: Issue) => string): ServerConfig {
  const result = ServerConfig.safeParse(value);
  if (result.ok) return result.value;
  const [issue] = result.issues;
  if (issue === undefined) return {};
  if (issue.code === "additionalProperties")
    throw new ConfigError(`${place(issue)} is not an option of the server`);
  throw new ConfigError(`${place(issue)}: expected ${formatIssue(issue).replace(/^.*?: expected /, "")}`);
}

/** The values that a source has, read by kind. */
function valuesOf(
  options: readonly ConfigOption[],
  read: (option: ConfigOption) => readonly [place: string, text: string | undefined],
): Record<string, unknown> {
  return Object.fromEntries(
    options.flatMap((option) => {
      const [place, text] = read(option);
      return text === undefined ? [] : [[option.name, readers[option.kind](text, place)]];
    }),
  );
}

const readers: { readonly [K in OptionKind]: (text: string, place: string) => unknown } = {
  text: (text) => text,
  number(text, place) {
    if (!/^\d{1,16}$/.test(text)) throw new ConfigError(`${place}: expected a whole number`);
    return Number(text);
  },
  boolean(text, place) {
    const value = BOOLEANS.get(text.toLowerCase());
    if (value === undefined) throw new ConfigError(`${place}: expected true or false`);
    return value;
  },
  list: (text) => partsOf(text),
  map(text, place) {
    const pairs = partsOf(text).map((part) => part.split("="));
    if (pairs.some((pair) => pair.length !== 2))
      throw new ConfigError(`${place}: expected name=value,name=value`);
    return Object.fromEntries(pairs);
  },
};

const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

function partsOf(text: string): string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

function optionAt(path: string): string {
  return path.split("/")[1] ?? "";
}

function variableAt(options: readonly ConfigOption[], path: string): string {
  return options.find(({ name }) => name === optionAt(path))?.variable ?? optionAt(path);
}

function flagAt(options: readonly ConfigOption[], path: string): string {
  return options.find(({ name }) => name === optionAt(path))?.flag ?? optionAt(path);
}
