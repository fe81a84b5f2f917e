import type { Fact } from "../facts/fact.js";
import type { Members } from "./read.js";
import type { WireSession } from "./session.js";

/** A notification of the server, or a request of it, which tells nothing. */
export interface Notice {
  readonly method: string;
  readonly params: Members;
  /** Unix ms. */
  readonly at: number;
}

/** What follows from a notification. */
export type NoticeHandler = (session: WireSession, notice: Notice) => readonly Fact[];
