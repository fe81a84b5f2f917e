/** What a sandbox policy cannot say of the profile that it was projected from. */
export type LossCode = keyof typeof lossDescriptions;

/** Whether the policy, read back as a profile, allows more or less than the profile did, or only says it otherwise. */
export type LossEffect = "wider" | "narrower" | "same";

export interface Loss {
  readonly code: LossCode;
  readonly effect: LossEffect;
  /** JSON Pointer, from the restricted file system, to the entry that is lost: `/entries/1`; absent when it is not one entry. */
  readonly entry?: string;
}

/** Every loss with its effect and a sentence for people. All are Codex's own, observed with 0.125.0. */
export const lossDescriptions = {
  "enforcement-disabled": {
    effect: "wider",
    text: "full access that Codex would enforce becomes full access that nobody enforces",
  },
  "enforcement-external": {
    effect: "same",
    text: "full file access without network becomes an external sandbox, which is told apart no more",
  },
  "deny-entry": { effect: "wider", text: "a sandbox policy cannot deny: the entry is dropped" },
  "deny-glob": { effect: "wider", text: "a sandbox policy has no patterns: what the pattern denied is open" },
  "glob-without-effect": {
    effect: "same",
    text: "a pattern that does not deny has no effect and is dropped",
  },
  "read-only-carve-out": {
    effect: "wider",
    text: "the entry keeps a place read-only below one that may be written; the policy lets it be written",
  },
  "working-directory-readable": {
    effect: "wider",
    text: "a policy that restricts reading always lets the working directory be read",
  },
  "root-write": {
    effect: "narrower",
    text: "writing everywhere but in some places becomes writing in the listed roots",
  },
  "symbolic-place": {
    effect: "same",
    text: "a place that follows the session becomes the path that it has at this moment",
  },
  "unresolved-place": { effect: "same", text: "a place that has no path at this moment is dropped" },
  "unknown-place": { effect: "same", text: "a place that this Codex does not know is dropped" },
  "glob-scan-depth": { effect: "same", text: "the depth for patterns is dropped" },
} as const satisfies Record<string, { readonly effect: LossEffect; readonly text: string }>;

/** A loss, of one entry when its index is given. */
export function loss(code: LossCode, index?: number): Loss {
  const { effect } = lossDescriptions[code];
  return index === undefined ? { code, effect } : { code, effect, entry: `/entries/${index}` };
}
