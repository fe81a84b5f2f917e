import type { BodyFault } from "../judge/body-fault.js";

/** What is answered to a request. */
export interface Answer {
  readonly status: number;
  /** JSON. */
  readonly text: string;
  /** After how many seconds it is worth trying again. */
  readonly retryAfter?: number;
}

export interface Refusal {
  readonly error: string;
  /** The way out. */
  readonly hint?: string;
  /** Places in the body, when the body is at fault. */
  readonly issues?: readonly BodyFault[];
}

export function refuse(status: number, refusal: Refusal): Answer {
  return { status, text: JSON.stringify(refusal) };
}

/** Nothing is wrong with the request: the same one is welcome later. */
export function refuseForNow(error: string, retryAfter: number): Answer {
  const hint = `send it again after ${retryAfter} s`;
  return { status: 503, text: JSON.stringify({ error, hint }), retryAfter };
}
