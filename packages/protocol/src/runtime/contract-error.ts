import { formatIssue, type Issue } from "./issue.js";

/**
 * Thrown by `parse` when a value breaks its contract. Carries places and rules only, never the value.
 * Recognise it by its name: two copies of the package may be loaded.
 */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly code = "CONTRACT_BROKEN";
  /** Id of the contract, e.g. `analytics/codex-turn-event`. */
  readonly contract: string;
  readonly issues: readonly Issue[];

  constructor(contract: string, issues: readonly Issue[]) {
    const [first] = issues;
    super(
      `${contract}: ${issues.length} issue${issues.length === 1 ? "" : "s"}${first === undefined ? "" : `, first at ${formatIssue(first)}`}`,
    );
    this.contract = contract;
    this.issues = issues;
  }
}

/** Whether an error is a {@link ContractError}, of this or another copy of the package. */
export function isContractError(error: unknown): error is ContractError {
  return error instanceof Error && error.name === "ContractError" && "issues" in error;
}
