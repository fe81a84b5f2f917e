export { EventType } from "./gen/catalogue.js";
export * from "./gen/index.js";
export type { Consumer, ConsumerResult, Contract, JsonSchema, ParseResult } from "./runtime/contract.js";
export { ContractError, isContractError } from "./runtime/contract-error.js";
export { formatIssue, type Issue, type IssueCode, type Observation } from "./runtime/issue.js";
export type { StandardSchema } from "./runtime/standard-schema.js";
