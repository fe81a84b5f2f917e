import { familyText } from "../../families.js";
import type { ContractModel, GeneratedFile, Model } from "../../model.js";
import { privacyText } from "./cells.js";
import { anchor, bullets, code, document, firstSentence, link, prose, table } from "./markdown.js";
import { banner, REFERENCE } from "./place.js";
import { PRIVACY_MEANING } from "./privacy.js";
import { wireName } from "./tell-tale.js";

const INTRO =
  "Every message whose shape this repository knows, one page each, made from the schemas in [`schemas/`](../../schemas). For a review of what leaves a user's machine, start with [what is collected](what-is-collected.md).";

/** The entrance of the reference: all contracts by family, and how to read their pages. */
export function indexPage(model: Model): GeneratedFile {
  const blocks = [
    banner("schemas/"),
    "# Reference",
    INTRO,
    bullets([
      ...model.families.map(familyLink),
      "[How to read a page](#how-to-read-a-page)",
      "[The rules that schemas keep](lint-rules.md)",
    ]),
    ...model.families.flatMap((family) =>
      familyMarkdown(
        family,
        model.contracts.filter((c) => c.family === family),
      ),
    ),
    ...HOW_TO_READ,
  ];
  return { path: `${REFERENCE}/README.md`, text: document(blocks) };
}

function familyLink(family: string): string {
  const { title } = familyText(family);
  return link(title, `#${anchor(title)}`);
}

function familyMarkdown(family: string, contracts: readonly ContractModel[]): string[] {
  const { title, text } = familyText(family);
  const named = contracts.some((c) => wireName(c) !== "");
  const rows = contracts.map((c) => [
    link(c.name, `${c.id}.md`),
    ...(named ? [code(wireName(c))] : []),
    prose(firstSentence(c.type.description)),
    privacyText(c.privacy),
  ]);
  return [
    `## ${title}`,
    text,
    table(["Contract", ...(named ? ["Wire name"] : []), "What it is", "Most sensitive"], rows),
  ];
}

const HOW_TO_READ = [
  "## How to read a page",
  "A page shows the message first, then each part of it under a heading of its own, in the order in which the fields refer to them.",
  bullets([
    "**Field**: its name on the wire. A required field is always present, even when its value is `null`; an optional one may be left out. The line above a table says which is usual there, and the exceptions are marked below their names. The row `*` stands for the entries of a map, whose names are data.",
    "**Type**: a JSON type, a list of words, or a link to the part that explains it, then the unit and the limits of the value.",
    "**Privacy**: how sensitive the value is, in the classes below; *up to* names the highest class inside a part, where fields that a contract leaves open count as sensitive.",
    "**Meaning**: what the value says, and what `null` says where the value may be `null`.",
    "**Issue**, in the tables of refused messages: the code of the issue that a validator reports, and where in the message as a JSON Pointer. Names of map entries are never shown; `*` stands for them.",
  ]),
  "| Privacy class | The value … |\n| --- | --- |\n" +
    PRIVACY_MEANING.map(([name, meaning]) => `| ${privacyText(name)} | ${meaning} |`).join("\n"),
  "Objects are closed: whoever **produces** a message may send no field that its page does not name. Whoever **consumes** one goes on when it meets an unknown field, an unknown tag or an unlisted word of an open list, and gets it reported apart; pages say where an object takes other fields, and where its receiver refuses unknown ones.",
];
