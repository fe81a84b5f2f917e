import type { Contract } from "@codex-contracts/protocol";

/** Where a value breaks a contract, and which rules: issues as examples and mutants list them. */
export function issuesOf(contract: Contract<unknown>, value: unknown): { path: string; code: string }[] {
  const result = contract.safeParse(value);
  return result.ok ? [] : result.issues.map(({ path, code }) => ({ path, code }));
}
