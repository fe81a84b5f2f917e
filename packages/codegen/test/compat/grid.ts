import type { JsonObject } from "../../src/json.js";

/** How a member comes or goes. */
export const KINDS = {
  required: { b: { type: "integer" }, required: true },
  optional: { b: { type: "integer" }, required: false },
  default: { b: { type: "integer", default: 0 }, required: false },
  "required with default": { b: { type: "integer", default: 0 }, required: true },
} as const;

/** What the object says of members that it does not list. */
export const OPENNESS: Readonly<Record<string, JsonObject>> = {
  closed: { additionalProperties: false },
  open: {},
  map: { additionalProperties: { type: "boolean" } },
};
