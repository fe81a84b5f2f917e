/** Keywords that are said for people only: no value is judged by them. */
export const FOR_PEOPLE: readonly string[] = [
  "description",
  "examples",
  "x-source",
  "x-rules",
  "x-null",
  "x-unit",
  "x-privacy",
  "x-privacy-ceiling",
];
