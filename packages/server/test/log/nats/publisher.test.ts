import { connect, headers, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPublisher, IN_PROCESS, type Publisher } from "../../../src/log/nats/publisher.js";
import { hasNats, type NatsServers, startNats } from "./nats-servers.js";

// Answers of JetStream, from 2.9 to 2.12, given by a subscriber instead of a stream.
const ANSWERS: readonly (readonly [
  what: string,
  answer: string,
  outcome: string | { code: number | null },
])[] = [
  ["a place in the stream", '{"stream":"S", "seq":7}', "taken"],
  ["a place and a domain", '{"stream":"S","domain":"d","seq":12}', "taken"],
  ["a repeated key with its place", '{"stream":"S","seq":7,"duplicate":true}', "taken"],
  ["a repeated key without a place yet", '{"stream":"S","seq":0,"duplicate":true}', { code: IN_PROCESS }],
  [
    "a repeated key in process",
    '{"error":{"code":409,"err_code":10158,"description":"duplicate message id is in process"},"stream":"S","seq":0}',
    { code: IN_PROCESS },
  ],
  [
    "a full stream",
    '{"error":{"code":400,"err_code":10077,"description":"maximum bytes exceeded"},"stream":"S","seq":3}',
    { code: 10077 },
  ],
  ["no place", '{"stream":"S"}', { code: null }],
  ["no JSON", "+OK", { code: null }],
  ["nothing", "", { code: null }],
];

describe.skipIf(!hasNats)("a publisher (needs nats-server)", () => {
  let nats: NatsServers;
  let connection: NatsConnection;
  let publisher: Publisher;

  beforeAll(async () => {
    nats = await startNats(1);
    connection = await connect({ servers: nats.servers.map(({ address }) => address) });
    connection.subscribe("answered", {
      callback: (_error, message) => void message.respond(message.data),
    });
    publisher = createPublisher(connection, { subject: "answered", timeoutMs: 2_000 });
  });
  afterAll(async () => {
    await publisher.close();
    await connection.close();
    await nats.stop();
  });

  it.each(ANSWERS)(
    "takes only a place in the stream for an acknowledgement: %s",
    async (_what, answer, outcome) => {
      const error = await new Promise((resolve) =>
        publisher.publish({ body: new TextEncoder().encode(answer), headers: headers(), settled: resolve }),
      );
      if (outcome === "taken") expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: "StreamRefusal", ...Object(outcome) });
    },
  );
});
