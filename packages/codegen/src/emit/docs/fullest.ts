import { isJsonObject, type Json } from "../../json.js";
import type { Example } from "../../model.js";

/** The example that shows most: the one with the most different fields, the first of several. */
export function fullest(examples: readonly Example[]): Example | undefined {
  let best: { readonly example: Example; readonly fields: number } | undefined;
  for (const example of examples) {
    const fields = fieldsOf(example.value).size;
    if (best === undefined || fields > best.fields) best = { example, fields };
  }
  return best?.example;
}

/** Paths of a value, with all items of a list on one path. */
function fieldsOf(value: Json): Set<string> {
  const paths = new Set<string>();
  const visit = (inner: Json, path: string): void => {
    paths.add(path);
    if (Array.isArray(inner)) for (const item of inner) visit(item, `${path}[]`);
    else if (isJsonObject(inner))
      for (const [name, member] of Object.entries(inner)) visit(member, `${path}.${name}`);
  };
  visit(value, "");
  return paths;
}
