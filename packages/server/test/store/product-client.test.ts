import { describe, expect, it } from "vitest";
import { productClient } from "../../src/store/product-client.js";

const within = (id: unknown) => ({ event_params: { app_server_client: { product_client_id: id } } });

describe("the product client of an event", () => {
  it.each([
    ["of the terminal", within("codex-tui"), "CODEX_CLI"],
    ["of a one-shot run", within("codex_exec"), "CODEX_SERVICE_EXEC"],
    ["that the table does not know stays as sent", within("my-ide"), "my-ide"],
    ["that stands in the params", { event_params: { product_client_id: "codex-tui" } }, "CODEX_CLI"],
    ["named like a member of every object stays as sent", within("constructor"), "constructor"],
    ["that is null", within(null), null],
    ["that is no text", within(7), null],
    ["that is not there", { event_params: {} }, null],
    ["of something else", "text", null],
    ["of nothing", undefined, null],
  ])("%s", (_, event, expected) => {
    expect(productClient(event)).toBe(expected);
  });

  it("is mapped by the table that is given", () => {
    expect(productClient(within("my-ide"), { "my-ide": "MY_IDE" })).toBe("MY_IDE");
    expect(productClient(within("codex-tui"), {})).toBe("codex-tui");
  });
});
