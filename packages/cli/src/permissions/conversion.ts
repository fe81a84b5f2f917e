import type { Conversion, ConversionTarget } from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";
import { entryWords } from "./entry-words.js";
import { inProfile, lossReport, subjectReport, toleratedReport } from "./explain-report.js";
import { lossTable } from "./losses.js";
import { toleratedNotes } from "./notes.js";
import type { Subject } from "./subject.js";

/** What `permissions convert --json` prints. Members are only ever added within one `version`. */
export function conversionReport(subject: Subject, to: ConversionTarget, conversion: Conversion): unknown {
  return {
    ...subjectReport(subject),
    to,
    value: conversion.ok ? conversion.value : null,
    losses: conversion.ok ? conversion.losses.map(lossReport) : [],
    error: conversion.ok ? null : { ...conversion.error, entries: conversion.error.entries.map(inProfile) },
    tolerated: toleratedReport(subject.input),
  };
}

/** What a person wants to know beside the result: what it loses, or why there is none. */
export function conversionNotes(subject: Subject, conversion: Conversion, paint: Colours): string {
  const { input, profile } = subject;
  const words = entryWords(profile, input.shape);
  const notes = toleratedNotes(input);
  if (conversion.ok) {
    const losses = lossTable(conversion.losses, words, paint);
    return losses === "" ? notes : `${notes}${losses}\n`;
  }
  const { message, entries } = conversion.error;
  const lines = entries.map((entry) => `  ${words.place(entry)}  ${printable(words.spelling(entry))}\n`);
  return `${notes}error: ${message}\n${lines.join("")}`;
}
