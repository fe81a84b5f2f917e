import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../receive/answer.js";
import { answerHeaders } from "./passed-headers.js";
import { beforeAnswer, CLIENT_LEFT, inTheMiddle, type UpstreamFailure } from "./upstream-failure.js";

export interface PassOnParts {
  /** To the upstream, nothing of the body written yet. */
  readonly sent: ClientRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly onFailure: (failure: UpstreamFailure) => void;
}

/**
 * Passes the body of a request on as it comes, and the answer back as it comes. Whoever hangs up, the other side is
 * hung up on, and that is told once.
 */
export function passOn({ sent, request, response, onFailure }: PassOnParts): void {
  let isOver = false;
  const fail = (failure: UpstreamFailure) => {
    if (isOver) return;
    isOver = true;
    onFailure(failure);
    request.unpipe(sent);
    sent.destroy();
  };
  let answered = false;

  sent.on("response", (answer) => {
    answered = true;
    passBack(answer, response, (error) => {
      fail(inTheMiddle("upstream", error));
      response.destroy();
    });
  });
  sent.on("error", (error) => {
    // After the answer has begun it is the answer that tells.
    if (answered || isOver) return;
    const { failure, answer } = beforeAnswer(error);
    fail(failure);
    writeAnswer(response, answer);
  });
  response.on("close", () => {
    if (response.writableFinished) isOver = true;
    else fail(answered ? inTheMiddle("client", undefined) : CLIENT_LEFT);
  });
  // The answer tells of a client that hangs up.
  request.on("error", () => {});
  // A body that nobody takes any more is read to its end all the same: the connection is used for the next request.
  sent.on("close", () => {
    request.unpipe(sent);
    request.resume();
  });
  // The upstream may answer before the first piece of the body.
  sent.flushHeaders();
  request.pipe(sent);
}

/** Writes an answer of the upstream as it comes. `onBroken` is called when it does not come to its end. */
export function passBack(
  answer: IncomingMessage,
  response: ServerResponse,
  onBroken: (error: Error | undefined) => void,
): void {
  if (response.destroyed) {
    answer.destroy();
    return;
  }
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer.rawHeaders));
  // An answer may say something long before its first piece.
  response.flushHeaders();
  answer.on("error", onBroken);
  answer.on("close", () => {
    if (!answer.complete) onBroken(undefined);
  });
  answer.pipe(response);
}

/** Our own words in the place of the upstream's. The connection is not used again: the body may still be under way. */
export function writeAnswer(response: ServerResponse, { status, text }: Answer): void {
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  response.end(text);
}
