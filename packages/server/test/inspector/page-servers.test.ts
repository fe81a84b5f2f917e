import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, startServer } from "@codex-contracts/server";
import { makeToken, writeTokens } from "@codex-contracts/server/tokens";
import { expect, it } from "vitest";
import { fillStore, hookRun } from "./fill-store.js";
import { sendEvents, useInspector } from "./use-inspector.js";

const ui = useInspector();

/** Calls with a server on a filled folder that wants this token. */
async function withToken(
  token: ReturnType<typeof makeToken>,
  call: (server: Server) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "inspector-"));
  await fillStore(folder, Date.now(), 1);
  await writeTokens(join(folder, "tokens.json"), [token.record]);
  const server = await startServer({ folder, port: 0 });
  try {
    await call(server);
  } finally {
    await ui.page.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
}

it("asks for a token where one is needed, keeps it for the tab, and says when it is refused", async () => {
  ui.expectComplaint(/401/);
  const token = makeToken("page", ["read"], new Date());
  await withToken(token, async ({ url }) => {
    await ui.page.goto(url);
    await ui.page.getByLabel("Token").fill("wrong");
    await ui.page.getByRole("button", { name: "Sign in" }).click();
    await ui.page.getByRole("alert").waitFor();
    expect(await ui.violations()).toEqual([]);
    await ui.page.getByLabel("Token").fill(token.text);
    await ui.page.keyboard.press("Enter");
    await ui.rows.first().waitFor();
    await ui.page.reload();
    await ui.rows.first().waitFor();
  });
});

it("takes the token from its own address too", async () => {
  const token = makeToken("page", ["read"], new Date());
  await withToken(token, async ({ url }) => {
    await ui.page.goto(`${url}/t/${token.text}/?type=codex_turn_event`);
    await ui.rows.first().click();
    await ui.page.locator(".field-meaning").first().waitFor();
    expect(new URL(ui.page.url()).pathname).toBe(`/t/${token.text}/`);
  });
});

it("says how to point a Codex at an empty server, and shows the first event that comes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inspector-"));
  const fresh = await startServer({ folder, port: 0 });
  try {
    await ui.page.goto(fresh.url);
    await ui.page.getByText(`chatgpt_base_url = "${fresh.url}"`).waitFor();
    expect(await ui.violations()).toEqual([]);
    await sendEvents(fresh, [hookRun({})]);
    await ui.rows.first().waitFor();
  } finally {
    await ui.page.close();
    await fresh.close();
    await rm(folder, { recursive: true });
  }
});

it("says when the server does not answer, and goes on by itself when it does", async () => {
  ui.expectComplaint(
    /503|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/,
  );
  const folder = await mkdtemp(join(tmpdir(), "inspector-"));
  const first = await startServer({ folder, port: 0 });
  try {
    await ui.page.goto(first.url);
    const state = ui.page.getByRole("status");
    await state.getByText("Live").waitFor();
    await first.close();
    await state.getByText("Reconnecting").waitFor();
    const second = await startServer({ folder, port: Number(new URL(first.url).port) });
    await sendEvents(second, [hookRun({})]);
    await state.getByText("Live").waitFor();
    await ui.rows.first().waitFor();
    await ui.page.close();
    await second.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
