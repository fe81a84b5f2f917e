import type { Argument, Command as CommandLine, Option } from "commander";

export interface Candidate {
  readonly name: string;
  readonly description?: string;
}

/** What may stand at the cursor: words to choose from, or the name of a file. */
export type Candidates = readonly Candidate[] | "files";

/** Names of contracts, offered wherever an argument or an option takes an `id`. */
export type ContractNames = readonly Candidate[];

/** Tells what may follow `words`, the words of the command line after the program, the last of which is being typed. */
export function candidates(
  program: CommandLine,
  words: readonly string[],
  contracts: ContractNames,
): Candidates {
  const [first, ...rest] = words;
  const typed = words.at(-1) ?? "";
  const line = program.commands.find((command) => command.name() === first);
  if (words.length <= 1 || first === undefined)
    return typed.startsWith("-") ? optionsOf(program) : commandsOf(program);
  if (first === "help") return commandsOf(program);
  if (line === undefined) return [];
  return inCommand(line, rest.slice(0, -1), typed, contracts);
}

function inCommand(
  line: CommandLine,
  before: readonly string[],
  typed: string,
  contracts: ContractNames,
): Candidates {
  if (line.commands.length > 0) return inGroup(line, before, typed, contracts);
  const awaited = optionNamed(line, before.at(-1));
  if (awaited !== undefined && takesValue(awaited))
    return valuesOf(awaited.argChoices, awaited.flags, contracts);
  if (typed.startsWith("-")) return optionsOf(line);
  const given = before.filter((word, index) => !word.startsWith("-") && !isValue(line, before, index)).length;
  const argument =
    line.registeredArguments[given] ?? line.registeredArguments.findLast((each: Argument) => each.variadic);
  return argument === undefined ? [] : valuesOf(argument.argChoices, `<${argument.name()}>`, contracts);
}

/** In a command that has others inside, the first word chooses one. */
function inGroup(
  line: CommandLine,
  [name, ...before]: readonly string[],
  typed: string,
  contracts: ContractNames,
): Candidates {
  if (name === undefined) return typed.startsWith("-") ? optionsOf(line) : commandsOf(line);
  const child = line.commands.find((command) => command.name() === name);
  if (child !== undefined) return inCommand(child, before, typed, contracts);
  return name === "help" ? commandsOf(line) : [];
}

/** How arguments and options are written that take the name of a file. */
const FILE_USAGE = /<(?:file|before|after)>/;

function valuesOf(
  choices: readonly string[] | undefined,
  usage: string,
  contracts: ContractNames,
): Candidates {
  if (choices !== undefined) return choices.map((name) => ({ name }));
  if (usage.includes("<id>")) return contracts;
  return FILE_USAGE.test(usage) ? "files" : [];
}

function isValue(line: CommandLine, words: readonly string[], index: number): boolean {
  const option = optionNamed(line, words[index - 1]);
  return option !== undefined && takesValue(option);
}

function optionNamed(line: CommandLine, flag: string | undefined): Option | undefined {
  return line.options.find(({ long, short }) => flag !== undefined && (flag === long || flag === short));
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function commandsOf(program: CommandLine): readonly Candidate[] {
  const help = program.createHelp();
  return help
    .visibleCommands(program)
    .map((command) => ({ name: command.name(), description: help.subcommandDescription(command) }));
}

function optionsOf(line: CommandLine): readonly Candidate[] {
  const help = line.createHelp();
  return help
    .visibleOptions(line)
    .map((option) => ({ name: option.long ?? option.flags, description: option.description }));
}
