import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { createLiveHub, type LiveHub } from "./live-hub.js";
import { eventFilter } from "./query-parameters.js";
import type { ReadApiParts } from "./read-source.js";
import type { ErrorAnswer } from "./wire.js";

const flushMs = 100;
const statsMs = 1000;
const heartbeatMs = 15_000;
const mostConnections = 100;
/** How long the other side has to take what was written before the end. */
const endMs = 1000;

/** `GET /v1/live`: server-sent events, from receipt on, for as long as the other side listens. */
export function addLiveRoute(app: FastifyInstance, { live, lag, now }: ReadApiParts): void {
  const hub = createLiveHub({ live, lag, now, run: randomBytes(6).toString("hex") });
  const open = new Set<() => void>();
  const timers = startTimers(hub, (error) => app.log.warn({ err: error }, "cannot read the lag of the log"));

  // What has no end has no headers of its own either.
  app.get("/v1/live", { exposeHeadRoute: false }, (request, reply) => {
    const filter = eventFilter(request.query);
    if (hub.connections >= mostConnections) {
      const answer: ErrorAnswer = {
        error: "too many connections listen",
        hint: "close some of them, or try again",
      };
      return reply.code(503).header("retry-after", "10").send(answer);
    }
    const lastEventId = request.headers["last-event-id"];
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...headersOf(reply.getHeaders()),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies in front of the server would hold events back.
      "x-accel-buffering": "no",
    });
    const sink = {
      write: (text: string) => void raw.write(text),
      get waiting() {
        return raw.writableLength;
      },
    };
    const disconnect = hub.connect(sink, filter, typeof lastEventId === "string" ? lastEventId : undefined);
    const end = () => {
      disconnect();
      open.delete(end);
      // The connection is of no further use, and the other side may never close it.
      raw.end(() => raw.destroy());
      setTimeout(() => raw.destroy(), endMs).unref();
    };
    open.add(end);
    raw.once("close", end);
    raw.once("error", end);
    return reply;
  });

  // Streams have no end of their own: without this a server would wait for them for ever.
  app.addHook("preClose", async () => {
    for (const timer of timers) clearInterval(timer);
    hub.close();
    for (const end of open) end();
  });
}

function startTimers(hub: LiveHub, onError: (error: unknown) => void): NodeJS.Timeout[] {
  const timers = [
    setInterval(() => hub.flush(), flushMs),
    setInterval(() => hub.sendStats().catch(onError), statsMs),
    setInterval(() => hub.sendHeartbeat(), heartbeatMs),
  ];
  for (const timer of timers) timer.unref();
  return timers;
}

/** Headers that hooks have set so far; `undefined` cannot be written. */
function headersOf(headers: ReturnType<import("fastify").FastifyReply["getHeaders"]>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
