import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { passBack, writeAnswer } from "./pass-on.js";
import { beforeAnswer, CLIENT_LEFT, inTheMiddle, type UpstreamFailure } from "./upstream-failure.js";

/** The connection of a request that asks to go on with another protocol. */
export interface UpgradeSocket {
  readonly socket: Duplex;
  /** What came behind the request already. */
  readonly head: Buffer;
}

export interface TunnelParts extends UpgradeSocket {
  readonly sent: ClientRequest;
  readonly response: ServerResponse;
  readonly onFailure: (failure: UpstreamFailure) => void;
}

/**
 * Joins the connection of the client with one to the upstream, when that agrees; an upstream that refuses answers as it
 * does without us. What goes through is not looked at, so every protocol and extension works.
 */
export function tunnel({ sent, socket, head, response, onFailure }: TunnelParts): void {
  let isOver = false;
  const fail = (failure: UpstreamFailure) => {
    if (isOver) return;
    isOver = true;
    onFailure(failure);
  };
  const onEarlyClose = () => {
    if (!response.writableFinished) fail(CLIENT_LEFT);
    sent.destroy();
  };
  socket.once("close", onEarlyClose);

  sent.on("upgrade", (answer, upstream, upstreamHead) => {
    socket.off("close", onEarlyClose);
    response.detachSocket(socket as Parameters<ServerResponse["detachSocket"]>[0]);
    if (socket.destroyed) {
      fail(CLIENT_LEFT);
      upstream.destroy();
      return;
    }
    socket.write(headOf(answer));
    if (upstreamHead.length > 0) socket.write(upstreamHead);
    if (head.length > 0) upstream.write(head);
    join(socket, upstream, (side, error) => fail(inTheMiddle(side, error)));
  });
  sent.on("response", (answer) => {
    passBack(answer, response, (error) => {
      fail(inTheMiddle("upstream", error));
      socket.destroy();
    });
  });
  sent.on("error", (error) => {
    if (isOver || response.headersSent) return;
    const { failure, answer } = beforeAnswer(error);
    fail(failure);
    writeAnswer(response, answer);
  });
  sent.end();
}

function join(
  client: Duplex,
  upstream: Duplex,
  onError: (side: "client" | "upstream", error: Error) => void,
): void {
  const sides = [
    ["client", client, upstream],
    ["upstream", upstream, client],
  ] as const;
  for (const [side, from, to] of sides) {
    from.on("error", (error) => {
      onError(side, error);
      to.destroy();
    });
    from.on("close", () => {
      if (!from.readableEnded) to.destroy();
    });
    from.pipe(to);
  }
}

/** The head of an answer as it came. */
function headOf({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1] ?? ""}`] : []));
  return [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`, ...lines, "", ""].join("\r\n");
}
