import { describe, expect, it } from "vitest";
import { NatsUrlError, parseNatsUrl } from "../../../src/log/nats/nats-log-options.js";

describe("the URL of a log in NATS", () => {
  it("names servers, account and options", () => {
    const url =
      "tls://ann:p%40ss@a.example:4223,b.example/?replicas=5&stream=S&subject=x.y&max_bytes=2097152";
    expect(parseNatsUrl(url)).toMatchObject({
      servers: ["a.example:4223", "b.example:4222"],
      tls: true,
      user: "ann",
      password: "p@ss",
      replicas: 5,
      stream: "S",
      subject: "x.y",
      maxBytes: 2_097_152,
    });
  });

  it("asks for three replicas unless told otherwise", () => {
    expect(parseNatsUrl("nats://localhost")).toMatchObject({ replicas: 3, user: null, tls: false });
  });

  it.each([
    ["http://localhost", /nats:\/\/host:port/],
    ["nats://", /each server is host or host:port/],
    ["nats://a,,b", /each server is host or host:port/],
    ["nats://a?replicas=9", /replicas is a whole number from 1 to 5/],
    ["nats://a?replicas=3x", /replicas is a whole number/],
    ["nats://a?stream=a.b", /stream is 1 to 64 letters/],
    ["nats://a?subject=a.*", /subject is words/],
    ["nats://a?shards=3", /unknown option "shards": expected one of stream, subject/],
  ])("%s is refused with the way out", (url, message) => {
    expect(() => parseNatsUrl(url)).toThrow(NatsUrlError);
    expect(() => parseNatsUrl(url)).toThrow(message);
  });
});
