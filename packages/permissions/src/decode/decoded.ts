import type { Contract, Issue, Observation } from "@codex-contracts/protocol";

/**
 * What decoding gives: the value with what was tolerated on the way, or every reason why it was refused.
 * Reasons name places and rules, never the refused value.
 */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly observations: readonly Observation[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a value that kept its contract; what the contract cannot say it adds to the issues. */
export type Read<W, T> = (wire: W, issues: Issue[]) => T;

/**
 * Judges a value by the open reading of a contract, which tolerates unknown members where Codex does,
 * and reads it.
 */
export function decodeWith<W, T>(contract: Contract<W>, value: unknown, read: Read<W, T>): Decoded<T> {
  const judged = contract.consumer.safeParse(value);
  if (!judged.ok) return { ok: false, issues: judged.issues };
  const issues: Issue[] = [];
  const decoded = read(judged.value, issues);
  return issues.length === 0
    ? { ok: true, value: decoded, observations: judged.observations }
    : { ok: false, issues };
}

/** The decoded value as another type. */
export function mapDecoded<T, U>(decoded: Decoded<T>, map: (value: T) => U): Decoded<U> {
  return decoded.ok ? { ...decoded, value: map(decoded.value) } : decoded;
}
