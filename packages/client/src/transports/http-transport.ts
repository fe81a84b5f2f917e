import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { formatEventKeys } from "../delivery/event-key.js";
import { readRetryAfter } from "../delivery/retry-after.js";
import type { HeaderValues } from "./header-values.js";
import { type HttpAnswer, nodeHttp, viaFetch } from "./http-sender.js";
import { readReceipt } from "./receipt.js";
import type { OutgoingBatch, SendContext, SendResult, Transport } from "./transport.js";

export interface HttpTransportOptions {
  /** Events go to `<baseUrl>/codex/analytics-events/events`. */
  readonly baseUrl: string;
  /** Sent as `authorization: Bearer …`; asked for each request when it is a function. */
  readonly token?: string | (() => string | Promise<string>);
  /** Further headers, e.g. `chatGptHeaders(…)`; asked for each request when it is a function. */
  readonly headers?: HeaderValues | (() => HeaderValues | Promise<HeaderValues>);
  /** Bodies of at least so many bytes are compressed; Infinity for none. 1,024 when left out. */
  readonly gzipAbove?: number;
  /**
   * Sends instead of `node:http`. A request of the built-in `fetch` keeps the process alive until it has ended;
   * one of `node:http`, as made here, does not.
   */
  readonly fetch?: typeof fetch;
}

const PATH = "/codex/analytics-events/events";

/** Statuses after which the same request may succeed later. */
const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Sends events to an ingestion server. Throws a TypeError when the base is not an http or https URL. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const url = endpoint(options.baseUrl);
  const sender = options.fetch === undefined ? nodeHttp(url) : viaFetch(url, options.fetch);
  let gzipAbove = options.gzipAbove ?? 1_024;
  return {
    async prepare(batch) {
      const plain = bodyOf(batch);
      let packed = !batch.plain && plain.length >= gzipAbove ? await promisify(gzip)(plain) : undefined;
      const own = batch.plain ? {} : deliveryHeaders(batch);
      return async (context) => {
        const answer = await sender.post({
          body: packed ?? plain,
          headers: {
            ...(await authorization(options)),
            "content-type": "application/json",
            accept: "*/*",
            ...(packed && { "content-encoding": "gzip" }),
            ...own,
            ...(!batch.plain && context.drops !== undefined && { "x-codex-contracts-drops": context.drops }),
          },
          signal: context.signal,
        });
        if (answer.status === 415 && packed !== undefined) {
          // A server that reads no gzip has not taken anything: it gets plain bodies from here on.
          packed = undefined;
          gzipAbove = Number.POSITIVE_INFINITY;
          return { kind: "retry", reason: "status 415", status: 415 };
        }
        return resultOf(answer, context);
      };
    },
    close: () => sender.close(),
  };
}

function endpoint(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new TypeError("baseUrl must be an http or https URL, e.g. https://analytics.example.com");
  url.pathname = `${url.pathname.replace(/\/+$/, "")}${PATH}`;
  return url;
}

function bodyOf({ events }: OutgoingBatch): Buffer {
  return Buffer.from(`{"events":[${events.map(({ text }) => text).join(",")}]}`);
}

function deliveryHeaders({ id, events }: OutgoingBatch): HeaderValues {
  return { "idempotency-key": id, "x-codex-contracts-event-keys": formatEventKeys(events) };
}

async function authorization({ token, headers = {} }: HttpTransportOptions): Promise<HeaderValues> {
  const bearer = typeof token === "function" ? await token() : token;
  const others = typeof headers === "function" ? await headers() : headers;
  return { ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }), ...others };
}

function resultOf({ status, retryAfter, text }: HttpAnswer, { now }: SendContext): SendResult {
  const reason = `status ${status}`;
  if (status >= 200 && status < 300) return { kind: "delivered", receipt: readReceipt(text) };
  if (isTransient(status))
    return { kind: "retry", reason, status, retryAfterMs: readRetryAfter(retryAfter, now()) };
  return status === 413 ? { kind: "too-large" } : { kind: "refused", reason };
}
