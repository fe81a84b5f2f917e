import type { PrivacyClass } from "../../model.js";

/** The privacy classes, most sensitive first, and what each one means for a reader. */
export const PRIVACY_MEANING: readonly (readonly [PrivacyClass, string])[] = [
  ["sensitive", "can carry content of a user or an organisation: texts, commands, paths, names, addresses"],
  [
    "pseudonymous-id",
    "is a random or hashed identifier; it tells one user, machine or thread from another without naming it",
  ],
  ["internal", "is an operational value of interest inside the organisation only"],
  ["public", "is a technical value with few possible values, harmless on its own"],
];
