const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** A key as it may be shown in a JSON Pointer: `*` unless it looks like the name of a field, since it may be content. */
export function pointerSegment(key: string): string {
  return FIELD_NAME.test(key) && key !== FORBIDDEN_KEY ? key : "*";
}

/** Sets the prototype in code that copies members carelessly, and no contract has it. */
export const FORBIDDEN_KEY = "__proto__";
