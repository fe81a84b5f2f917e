import type { Found } from "../lint/finding.js";
import type { ContractModel, Model, PrivacyClass } from "../model.js";
import { classOf, isAbove } from "./classes.js";
import { type Leaf, leaves } from "./leaves.js";

/**
 * Every value of a contract that is more sensitive than its ceiling, with the whole path to it. A contract that
 * is carried inside another answers for its own values; only its ceiling must not be above the carrier's.
 */
export function exceedingLeaves(model: Model): Found[] {
  const contractOf = new Map(model.contracts.map((contract) => [contract.name, contract]));
  return model.contracts.flatMap((contract) => {
    const { ceiling } = contract;
    if (ceiling === undefined) return [];
    const found = leaves(model, contract.type, { follow: (type) => !contractOf.has(type.name) });
    return found.flatMap((leaf) => {
      const carried = leaf.node.kind === "ref" ? contractOf.get(leaf.node.type) : undefined;
      const privacy = carried === undefined ? classOf(leaf) : (carried.ceiling ?? "public");
      return isAbove(privacy, ceiling) ? [exceeding(contract, leaf, privacy, ceiling)] : [];
    });
  });
}

function exceeding(contract: ContractModel, leaf: Leaf, privacy: PrivacyClass, ceiling: PrivacyClass): Found {
  const place = placeIn(contract, leaf.place);
  const what = leaf.key === true ? `${place} (the name)` : place;
  return {
    file: contract.file,
    pointer: "/x-privacy-ceiling",
    place: what,
    message: `${what}: ${privacy} above ${ceiling}`,
    fix: "leave the value out of the contract, or waive it beside the schema with reason, owner and expiry",
  };
}

/** A path from the name of the event, or of the contract: `codex_guardian_review.reviewed_action[shell].…`. */
function placeIn({ name, eventType }: ContractModel, path: string): string {
  const inside = eventType === undefined ? path : path.replace(/^event_params(?:\.|$)/, "");
  return inside === ""
    ? (eventType ?? name)
    : `${eventType ?? name}${inside.startsWith("[") ? "" : "."}${inside}`;
}
