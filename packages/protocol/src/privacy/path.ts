/** Key names that look like field names; any other unknown key may be content and is written `*`. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** The pointer to a member that the contract names. */
export function pointer(path: string, name: string): string {
  return `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** An unknown key as a segment of a pointer. */
export function maskedKey(name: string): string {
  return FIELD_NAME.test(name) ? name : "*";
}
