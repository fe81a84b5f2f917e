import {
  type Explanation,
  globCaveatDescriptions,
  type LegacyProjection,
} from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";
import { shapeNames } from "./accepted-shapes.js";
import { type EntryWords, entryWords } from "./entry-words.js";
import type { Explained } from "./explain-report.js";
import { lossTable } from "./losses.js";
import { toleratedTable } from "./notes.js";
import { section, sections } from "./section.js";
import { decisionReasons, enforcers, paintAccess, placeReasons, withoutEffectReasons } from "./sentences.js";
import type { Subject } from "./subject.js";

/** An explanation as people read it. */
export function renderExplanation(explained: Explained, paint: Colours): string {
  const { input, profile, explanation } = explained;
  const words = entryWords(profile, input.shape);
  return sections([
    [subjectLine(explained, paint), summary(explanation), ...alarm(explanation, paint)].join("\n"),
    places(explanation, words, paint),
    caveats(explanation, paint),
    withoutEffect(explanation, words, paint),
    legacy(explanation.legacy, words, paint),
    toleratedTable(input.tolerated, paint),
  ]);
}

/** What is explained, as the first line: `profile.json: a sandbox mode, in /home/me/ws`. */
export function subjectLine({ input: { file, shape }, context: { cwd } }: Subject, paint: Colours): string {
  return `${paint.bold(printable(file))}: ${shapeNames[shape]}, in ${printable(cwd)}`;
}

function summary({ enforcement, network, platformSandbox }: Explanation): string {
  const how = enforcement === "managed" && platformSandbox ? ", by the sandbox of the platform" : "";
  return `enforced by ${enforcers[enforcement]}${how}; network ${network}`;
}

/** What makes all the rest irrelevant. */
function alarm({ denyGlobs }: Explanation, paint: Colours): readonly string[] {
  return denyGlobs.some(({ error }) => error !== undefined)
    ? [paint.red(`but ${decisionReasons["invalid-glob"]}`)]
    : [];
}

function places({ places: found, denyGlobs }: Explanation, words: EntryWords, paint: Colours): string {
  const placeRows = found.map(({ place, access, because, entries }) => [
    paintAccess(access, paint),
    printable(place),
    entries.map(words.place).join(", "),
    entries.map((entry) => spellingAt(place, words.spelling(entry))).join(", ") || placeReasons[because],
  ]);
  const globRows = denyGlobs.map(({ pattern, entries }) => [
    paintAccess("none", paint),
    printable(pattern),
    entries.map(words.place).join(", "),
    printable(entries.map(words.spelling).join(", ")),
  ]);
  return section(["access", "place", "entry", "because"], [...placeRows, ...globRows], paint);
}

/** A path need not be told twice. */
function spellingAt(place: string, spelling: string): string {
  return spelling === `path ${place}` ? "path" : printable(spelling);
}

function caveats({ denyGlobs }: Explanation, paint: Colours): string {
  const rows = denyGlobs.flatMap(({ pattern, error, caveats: codes }) => {
    const notes =
      error === undefined ? codes.map((code) => globCaveatDescriptions[code]) : [`cannot be read: ${error}`];
    return notes.map((note) => [printable(pattern), note]);
  });
  return section(["deny pattern", "in practice"], rows, paint);
}

function withoutEffect({ withoutEffect: entries }: Explanation, words: EntryWords, paint: Colours): string {
  const rows = entries.map(({ entry, reason }) => [
    printable(words.spelling(entry)),
    words.place(entry),
    withoutEffectReasons[reason],
  ]);
  return section(["without effect", "entry", "because"], rows, paint);
}

function legacy(projection: LegacyProjection, words: EntryWords, paint: Colours): string {
  if (!projection.ok) {
    const { message, entries } = projection.error;
    const rows = entries.map((entry) => [words.place(entry), printable(words.spelling(entry))]);
    const reason = `as a sandbox policy: ${paint.red("refused by Codex")}\n${message}`;
    return [reason, section(["entry", "place"], rows, paint)].join("\n");
  }
  const { policy, losses, reported } = projection;
  const lines = [`as a sandbox policy: ${policy.type}${losses.length === 0 ? ", which loses nothing" : ""}`];
  if (losses.length > 0) lines.push(lossTable(losses, words, paint));
  if (losses.some(({ code }) => code === "enforcement-disabled") && reported.type === "disabled")
    lines.push("A session that is given this profile reports it as disabled.");
  return lines.join("\n");
}
