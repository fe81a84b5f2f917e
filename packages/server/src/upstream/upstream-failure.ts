import { type Answer, refuse } from "../receive/answer.js";

/** A request that was not passed on to its end, in words that hold nothing of it. */
export interface UpstreamFailure {
  readonly what: string;
  /** Of the system: `ECONNREFUSED` and the like. */
  readonly code?: string;
}

/** No connection to the upstream in time. */
export class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";
  readonly code = "ETIMEDOUT";
}

/** Codes of a connection that was there and has ended. */
const HUNG_UP: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "HPE_INVALID_EOF_STATE"]);

/** What went wrong before the upstream answered, and what the client is told. */
export function beforeAnswer(error: Error): { readonly failure: UpstreamFailure; readonly answer: Answer } {
  const code = "code" in error ? String(error.code) : undefined;
  const failure = (what: string) => (code === undefined ? { what } : { what, code });
  if (error instanceof ConnectTimeout) {
    const hint = "try again; if it stays so, look whether the URL of --upstream is right";
    return {
      failure: failure("the upstream did not answer in time to a connection"),
      answer: refuse(504, { error: "the upstream cannot be reached in time", hint }),
    };
  }
  if (code !== undefined && HUNG_UP.has(code)) {
    const hint = "whether it has done what was asked is not known";
    return {
      failure: failure("the upstream has hung up before it answered"),
      answer: refuse(502, { error: "the upstream has hung up before it answered", hint }),
    };
  }
  if (code?.startsWith("HPE_")) {
    const hint = "look whether the URL of --upstream is right";
    return {
      failure: failure("the upstream has answered with something that is not HTTP"),
      answer: refuse(502, { error: "the upstream does not speak HTTP", hint }),
    };
  }
  const hint = "look whether the URL of --upstream is right and answers";
  return {
    failure: failure("the upstream cannot be reached"),
    answer: refuse(502, { error: "the upstream does not answer", hint }),
  };
}

/** What went wrong once the answer had begun; the client can only be hung up on. */
export function inTheMiddle(side: "upstream" | "client", error: Error | undefined): UpstreamFailure {
  const what = `the ${side} has hung up in the middle of ${side === "upstream" ? "its" : "the"} answer`;
  const code = error !== undefined && "code" in error ? String(error.code) : undefined;
  return code === undefined ? { what } : { what, code };
}

/** The client has gone before the upstream answered; nobody is there to be told. */
export const CLIENT_LEFT: UpstreamFailure = { what: "the client has hung up before the upstream answered" };
