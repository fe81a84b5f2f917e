import { describe, expect, it } from "vitest";
import { isAllowedHost, isForeignOrigin, isLoopback } from "../../src/http/loopback.js";
import { rewriteUrl } from "../../src/http/rewrite-url.js";

const EVENTS = "/codex/analytics-events/events";

describe("a URL", () => {
  it.each([
    [EVENTS, EVENTS, null, EVENTS],
    [`/backend-api${EVENTS}`, EVENTS, null, `/backend-api${EVENTS}`],
    [`/any/where${EVENTS}?x=1`, EVENTS, null, `/any/where${EVENTS}?x=1`],
    [`/t/abc${EVENTS}`, EVENTS, "abc", EVENTS],
    [`/t/abc/backend-api${EVENTS}`, EVENTS, "abc", `/backend-api${EVENTS}`],
    ["/t/abc/backend-api/me?x=1", "/backend-api/me?x=1", "abc", "/backend-api/me?x=1"],
    ["/t/abc", "/", "abc", "/"],
    ["/t/abc?x=1", "/?x=1", "abc", "/?x=1"],
    ["/t/", "/t/", null, "/t/"],
    ["/test", "/test", null, "/test"],
    [`${EVENTS}/more`, `${EVENTS}/more`, null, `${EVENTS}/more`],
    ["/v1/events", "/v1/events", null, "/v1/events"],
  ])("%s is routed as %s", (url, routed, token, rest) => {
    expect(rewriteUrl(url)).toEqual({ url: routed, token, rest });
  });
});

describe("a host", () => {
  it.each([
    ["127.0.0.1", true],
    ["127.9.9.9", true],
    ["localhost", true],
    ["::1", true],
    ["0.0.0.0", false],
    ["::", false],
    ["10.0.0.1", false],
    ["127.0.0.1.example.com", false],
    ["localhost.example.com", false],
  ])("%s is of this machine: %s", (host, expected) => expect(isLoopback(host)).toBe(expected));

  it.each([
    ["localhost:4319", true],
    ["127.0.0.1", true],
    ["[::1]:4319", true],
    ["CODEX.test:80", true],
    ["evil.example.com", false],
    ["evil.example.com:4319", false],
    [undefined, false],
  ])("%s may call a server without tokens: %s", (host, expected) => {
    expect(isAllowedHost(host, ["codex.test"])).toBe(expected);
  });

  it.each([
    [undefined, "localhost:4319", false],
    ["http://localhost:4319", "localhost:4319", false],
    ["http://localhost:8080", "localhost:4319", true],
    ["https://evil.example.com", "localhost:4319", true],
    ["null", "localhost:4319", true],
  ])("with the origin %s is foreign to %s: %s", (origin, host, expected) => {
    expect(isForeignOrigin(origin, host)).toBe(expected);
  });
});
