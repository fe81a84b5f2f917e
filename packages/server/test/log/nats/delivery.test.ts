import { describe, expect, it } from "vitest";
import { readDelivery } from "../../../src/log/nats/delivery.js";

const expected = { sequence: 42, deliveries: 3, publishedAt: 1_790_000_000_123, pending: 7 };

describe("where a message is acknowledged", () => {
  it.each([
    ["server 2.9", "$JS.ACK.EVENTS.store.3.42.40.1790000000123456789.7"],
    ["a server with domains", "$JS.ACK._.hash.EVENTS.store.3.42.40.1790000000123456789.7.random"],
    [
      "a server with domains, without the random word",
      "$JS.ACK.hub.hash.EVENTS.store.3.42.40.1790000000123456789.7",
    ],
  ])("says what it is, as %s writes it", (_, reply) => {
    expect(readDelivery(reply)).toEqual(expected);
  });

  it.each(["", "_INBOX.abc", "$JS.API.STREAM.INFO.EVENTS"])("is not %j", (reply) => {
    expect(readDelivery(reply)).toBeUndefined();
  });
});
