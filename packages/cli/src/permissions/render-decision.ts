import type { Decision } from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";
import { entryWords } from "./entry-words.js";
import { section, sections } from "./section.js";
import { decisionReasons, paintAccess } from "./sentences.js";
import type { Subject } from "./subject.js";

/** What may be done at one path, as people read it. */
export function renderDecision({ input, profile }: Subject, decision: Decision, paint: Colours): string {
  const { path, realPath, access, reason, deniedToTools } = decision;
  const words = entryWords(profile, input.shape);
  const real = realPath === undefined ? "" : ` (${realPath})`;
  const lines = [
    `${paintAccess(access, paint)}  ${paint.bold(printable(`${path}${real}`))}`,
    `because ${decisionReasons[reason.kind]}`,
    ...(deniedToTools ? ["Commands only: a deny entry above keeps Codex's own file tools out."] : []),
  ];
  const entries = "entries" in reason ? reason.entries : [];
  const rows = entries.map((entry) => [
    words.place(entry),
    printable(words.spelling(entry)),
    placeOf(reason),
  ]);
  return sections([lines.join("\n"), section(["entry", "says", "place"], rows, paint)]);
}

/** The place or the pattern that decided. */
function placeOf(reason: Decision["reason"]): string {
  if ("place" in reason) return printable(reason.place);
  return "pattern" in reason ? printable(reason.pattern) : "";
}
