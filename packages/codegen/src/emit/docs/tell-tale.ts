import type { ContractModel } from "../../model.js";
import { code } from "./markdown.js";

/** What gives a message away on the wire: its constant fields. Empty when it has none. */
export function tellTale({ type: { node } }: ContractModel): string {
  const constants =
    node.kind === "object" ? node.properties.filter((p) => p.required && p.node.kind === "const") : [];
  return constants
    .map((p) => (p.node.kind === "const" ? `${code(p.name)} is ${code(JSON.stringify(p.node.value))}` : ""))
    .join(", ");
}

/** The word by which a message goes on the wire: its first constant. Empty when its place alone tells what it is. */
export function wireName({ type: { node } }: ContractModel): string {
  const constant =
    node.kind === "object"
      ? node.properties.find((p) => p.required && p.node.kind === "const")?.node
      : undefined;
  return constant?.kind === "const" ? String(constant.value) : "";
}
