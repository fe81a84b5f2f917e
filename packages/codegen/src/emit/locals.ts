import type { Property } from "../model.js";

const RESERVED = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined x path report n m v i key".split(
    " ",
  ),
);

/** Name of the variable that holds a member inside a generated function. */
export function localName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_$]/g, "_");
  return RESERVED.has(plain) || /^\d/.test(plain) || plain !== name ? `${plain}_` : plain;
}

/** `x.thread_id`, or `x["a-b"]` where the name is no identifier. */
export function memberOf(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}

/** `const { thread_id, "a-b": a_b_ } = x;` for all members of an object. */
export function destructure(properties: readonly Property[]): string {
  const members = properties.map(({ name }) => {
    const local = localName(name);
    return local === name ? name : `${JSON.stringify(name)}: ${local}`;
  });
  return `const { ${members.join(", ")} } = x;`;
}
