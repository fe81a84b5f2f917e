import type { ErrorResponseFact } from "@codex-contracts/protocol/facts";
import { members, text, word } from "./read.js";

type ErrorClass = Exclude<ErrorResponseFact["error_class"], null>;

const KINDS: Readonly<Record<string, ErrorClass>> = {
  review: "non_steerable_review",
  compact: "non_steerable_compact",
};

/** Classes that only the text tells, by how it begins. */
const TEXTS: readonly (readonly [string, ErrorClass])[] = [
  ["no active turn to steer", "no_active_turn"],
  ["expected active turn id ", "expected_turn_mismatch"],
  ["cannot steer a review turn", "non_steerable_review"],
  ["cannot steer a compact turn", "non_steerable_compact"],
  ["input must not be empty", "empty_input"],
];

/**
 * Why Codex refused a steer, as far as the error tells (R16). `undefined` for a refusal that Codex does not
 * report: no event tells of it (P6).
 */
export function steerErrorClass(error: unknown): ErrorClass | undefined {
  const { message, data } = members(error);
  const { codexErrorInfo, input_error_code } = members(data);
  const kind = members(members(codexErrorInfo)["activeTurnNotSteerable"])["turnKind"];
  if (input_error_code === "input_too_large") return "input_too_large";
  return word(KINDS, kind) ?? TEXTS.find(([start]) => text(message)?.startsWith(start))?.[1];
}
