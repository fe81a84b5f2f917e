/** Key names that look like field names; any other unknown key may be content and is written `*`. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** The JSON Pointer of some segments. */
export function pointerTo(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** An unknown key as a segment of a pointer. */
export function maskedKey(name: string): string {
  return FIELD_NAME.test(name) ? name : "*";
}
