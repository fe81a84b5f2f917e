import type { PathContext, Profile } from "@codex-contracts/permissions";
import type { ReadInput } from "./read-input.js";

/** What a question is about: an input, the profile that it comes to, and where. */
export interface Subject {
  readonly input: ReadInput;
  readonly profile: Profile;
  readonly context: PathContext;
}
