import { printable } from "../text/printable.js";
import type { Language, WrittenExample } from "./write-examples.js";

/** The files that were written, and what to do with each example. */
export function renderExamples(examples: readonly WrittenExample[]): string {
  return examples.map(exampleText).join("\n");
}

/** How an example is tested, in its folder, and how it is tried then. */
const STEPS: Readonly<Record<Language, readonly [test: string, command: string]>> = {
  typescript: ["npm install && npm test", "node approve.mjs"],
  sh: ["sh approve.test.sh", "sh approve.sh"],
};

function exampleText({ language, folder, files }: WrittenExample): string {
  const [test, command] = STEPS[language];
  return `${printable(folder)}: ${files.map(printable).join(", ")}
  test it      ${test}
  try it       codex-contracts hooks try --all -- ${command}
  switch it on by the entry of its hooks.json in ~/.codex/hooks.json
`;
}
