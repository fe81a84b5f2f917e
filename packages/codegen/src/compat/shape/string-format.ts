// The validators that Ajv itself uses, so that what is proven here is what it judges.
import { fullFormats } from "ajv-formats/dist/formats.js";

/** Formats that are judged; any other format is an annotation. Numbers' formats are not among them. */
const JUDGED = new Set(
  Object.keys(fullFormats).filter((name) => !/^(int32|int64|float|double|password|binary|byte)$/.test(name)),
);

export function isStringFormat(name: string): boolean {
  return JUDGED.has(name);
}

/** Whether a text is of a format, as Ajv judges it. */
export function hasFormat(text: string, name: string): boolean {
  const format: unknown = Object.entries(fullFormats).find(([known]) => known === name)?.[1];
  if (format instanceof RegExp) return new RegExp(format.source, format.flags.replace("g", "")).test(text);
  if (typeof format === "function") return format(text) === true;
  if (typeof format === "object" && format !== null && "validate" in format) {
    const { validate } = format;
    if (validate instanceof RegExp) return validate.test(text);
    if (typeof validate === "function") return validate(text) === true;
  }
  return true;
}

/** One plain value of each format that has a well-known look. */
export const FORMAT_SAMPLES: Readonly<Record<string, string>> = {
  date: "2000-01-01",
  time: "00:00:00Z",
  "date-time": "2000-01-01T00:00:00Z",
  "iso-time": "00:00:00Z",
  "iso-date-time": "2000-01-01T00:00:00Z",
  duration: "P1D",
  uri: "a:b",
  "uri-reference": "a",
  "uri-template": "a",
  url: "http://example.org",
  email: "a@b.c",
  hostname: "a",
  ipv4: "127.0.0.1",
  ipv6: "::1",
  regex: "a",
  uuid: "00000000-0000-0000-0000-000000000000",
  "json-pointer": "",
  "json-pointer-uri-fragment": "#",
  "relative-json-pointer": "0",
};
