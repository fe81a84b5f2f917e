import type { IssueCode, Observation } from "@codex-contracts/protocol";
import type { Fault } from "../input/fault.js";
import type { Reading } from "./judge.js";

/** One thing that is wrong: where, which rule, and what was expected there. Never the value. */
export interface Finding {
  readonly file: string;
  /** 1-based, of the offending member where a value spans several lines. */
  readonly line: number;
  /** 1-based; null when the whole line is meant. */
  readonly column: number | null;
  /** Null when the line could not be read as a message. */
  readonly contract: string | null;
  /** JSON Pointer into the line or document; it begins with the number of the event in a batch or array. Empty for the whole. */
  readonly pointer: string;
  readonly code: IssueCode | Fault["code"];
  readonly expected: string;
}

/** How often one rule was broken at one place of one contract; array indexes are written `*`. */
export interface FindingGroup {
  readonly contract: string | null;
  readonly pointer: string;
  readonly code: Finding["code"];
  readonly count: number;
}

/** How often the consumer reading met something unknown at one place of one contract; array indexes are written `*`. */
export interface ObservationGroup {
  readonly contract: string;
  readonly pointer: string;
  readonly kind: Observation["kind"];
  readonly count: number;
}

export interface FileCount {
  readonly file: string;
  readonly bytes: number;
  readonly valid: number;
  readonly invalid: number;
  /** Lines and documents that could not be read as messages. */
  readonly unreadable: number;
}

export interface ContractCount {
  readonly contract: string;
  readonly valid: number;
  readonly invalid: number;
}

/** What `validate --json` prints. Members are only ever added within one `version`. */
export interface Report {
  readonly version: 1;
  readonly reading: Reading;
  /** Nothing was found wrong; what exit code 0 says. */
  readonly ok: boolean;
  readonly messages: { readonly valid: number; readonly invalid: number; readonly unreadable: number };
  readonly files: readonly FileCount[];
  readonly contracts: readonly ContractCount[];
  /** All that were found; `findings` holds the first of them, up to `--max-findings`. */
  readonly findingCount: number;
  readonly findings: readonly Finding[];
  /** The most frequent first; covers the findings that are not shown too. */
  readonly findingGroups: readonly FindingGroup[];
  /** Consumer reading only: what it met and tolerated, the most frequent first. */
  readonly observations: readonly ObservationGroup[];
}
