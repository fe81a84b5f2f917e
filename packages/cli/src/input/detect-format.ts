import { syntaxPlaces } from "./syntax-fault.js";

/** `lines`: each line is a value; `document`: the whole input is one value, written over several lines. */
export type Format = "lines" | "document";

/**
 * Tells from the beginning of an input how it is laid out. `head` ends at the end of a line or of the input.
 * Values a line are the normal case, broken ones included; a document is recognised by a first line that
 * opens something the following lines carry on.
 */
export function detectFormat(head: string): Format {
  const lines = head.split("\n").filter((line) => line.trim() !== "");
  const first = lines[0]?.trim();
  if (first === undefined || isJson(first) || !isBeginning(first)) return "lines";
  if (first === "{" || first === "[" || isJson(head) || isBeginning(head)) return "document";
  // Cut off in the middle, or the first line of a broken document: other whole lines decide.
  return lines.slice(1).some((line) => isJson(line)) ? "lines" : "document";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is JSON as far as it goes: all that it lacks is more. */
function isBeginning(text: string): boolean {
  const end = text.trimEnd().length;
  return syntaxPlaces(text).every(({ offset }) => offset >= end);
}
