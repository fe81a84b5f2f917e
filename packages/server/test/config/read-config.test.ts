import { ServerConfig } from "@codex-contracts/protocol/ingestion/server-config";
import { describe, expect, it } from "vitest";
import { configOptions, defaultConfig, readConfig } from "../../src/config.js";

const file = (value: unknown) => ({ name: "server.json", text: JSON.stringify(value) });

describe("the configuration", () => {
  it("has defaults that its contract accepts", () => {
    expect(ServerConfig.safeParse(defaultConfig)).toMatchObject({ ok: true });
    expect(readConfig({ env: {}, flags: {} })).toEqual(defaultConfig);
  });

  it("knows a flag, a variable and a description for every member of the contract", () => {
    const options = configOptions();
    expect(options.map(({ name }) => name)).toEqual(Object.keys(ServerConfig.schema["properties"] as object));
    expect(options.find(({ name }) => name === "max_body_bytes")).toMatchObject({
      flag: "--max-body-bytes",
      variable: "CODEX_CONTRACTS_MAX_BODY_BYTES",
      kind: "number",
      default: 4_194_304,
    });
  });

  it("takes the command line before the environment before the file before the defaults", () => {
    const env = { CODEX_CONTRACTS_PORT: "2", CODEX_CONTRACTS_MAX_DEPTH: "20", PATH: "/bin" };
    const config = readConfig({
      file: file({ port: 1, max_depth: 10, max_events: 100 }),
      env,
      flags: { port: "3" },
    });
    expect(config).toMatchObject({ port: 3, max_depth: 20, max_events: 100, host: "127.0.0.1" });
  });

  it.each([
    ["tee", "true", true],
    ["tee", "0", false],
    ["allowed_hosts", "a.test, b.test", ["a.test", "b.test"]],
    ["allowed_hosts", "", []],
    ["product_clients", "my_bot=MY_BOT,other=OTHER", { my_bot: "MY_BOT", other: "OTHER" }],
    ["port", "0", 0],
    ["log", "nats://127.0.0.1:4222", "nats://127.0.0.1:4222"],
  ] as const)("reads %s from the text %j", (name, text, value) => {
    expect(readConfig({ env: {}, flags: { [name]: text } })[name]).toEqual(value);
  });

  it.each([
    [
      "a misspelt option",
      { file: file({ retention_day: 1 }) },
      "server.json: retention_day is not an option of the server",
    ],
    [
      "text for a number in a file",
      { file: file({ port: "4319" }) },
      "server.json: port: expected an integer",
    ],
    [
      "a file that is no JSON",
      { file: { name: "server.json", text: "port: s3cret" } },
      "server.json is not JSON",
    ],
    ["a port that is none", { flags: { port: "s3cret" } }, "--port: expected a whole number"],
    ["a port that is too high", { flags: { port: "70000" } }, "--port: expected an integer from 0 to 65535"],
    [
      "a variable out of range",
      { env: { CODEX_CONTRACTS_MAX_DEPTH: "1" } },
      "CODEX_CONTRACTS_MAX_DEPTH: expected",
    ],
    [
      "a level that is none",
      { env: { CODEX_CONTRACTS_LOG_LEVEL: "s3cret" } },
      "CODEX_CONTRACTS_LOG_LEVEL: expected one of",
    ],
    ["neither true nor false", { flags: { tee: "s3cret" } }, "--tee: expected true or false"],
    [
      "a map without values",
      { flags: { product_clients: "s3cret" } },
      "--product-clients: expected name=value,name=value",
    ],
  ])("refuses %s by name", (_, sources, message) => {
    const read = () => readConfig({ env: {}, flags: {}, ...sources });
    expect(read).toThrow(
      expect.objectContaining({ name: "ConfigError", message: expect.stringContaining(message) }),
    );
    expect(read).not.toThrow("s3cret");
  });
});
