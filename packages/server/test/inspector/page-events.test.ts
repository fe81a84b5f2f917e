import { describe, expect, it } from "vitest";
import type { EventsAnswer } from "../../src/api/wire.js";
import { hookRun } from "./fill-store.js";
import { settled, useInspector } from "./use-inspector.js";

const ui = useInspector();

describe("live events", () => {
  it("appear as they are received", async () => {
    await ui.open();
    const before = await ui.rows.first().getAttribute("data-key");
    await ui.send(hookRun({ hook_name: "SessionStart", hook_source: "mdm" }));
    await ui.page.getByText("SessionStart · completed · mdm").waitFor();
    expect(await ui.rows.first().getAttribute("data-key")).not.toBe(before);
  });

  it("wait while somebody reads, and move nothing", async () => {
    await ui.open();
    await ui.rows.nth(2).click();
    const place = await ui.rows.first().boundingBox();
    const first = await ui.rows.first().getAttribute("data-key");
    await ui.send(hookRun({ hook_source: "project" }), hookRun({ hook_source: "project" }));
    await ui.page.getByRole("button", { name: "Show 2 new events" }).waitFor();
    expect(await ui.rows.first().boundingBox()).toEqual(place);
    expect(await ui.rows.first().getAttribute("data-key")).toBe(first);
    await ui.page.keyboard.press("n");
    await ui.page.getByText("PreToolUse · completed · project").first().waitFor();
  });

  it("can be paused", async () => {
    await ui.open();
    await ui.page.getByRole("button", { name: "Pause" }).click();
    await ui.send(hookRun({ hook_source: "session_flags" }));
    await ui.page.getByRole("button", { name: "Show 1 new event" }).waitFor();
    expect(await ui.page.getByText("session_flags").count()).toBe(0);
    await ui.page.getByRole("button", { name: "Resume" }).click();
    await ui.page.getByText("PreToolUse · completed · session_flags").waitFor();
  });

  it("are said to those who listen, once in a while", async () => {
    await ui.page.clock.install();
    await ui.open();
    await ui.send(hookRun({}), hookRun({ status: "crashed" }));
    await settled(async () => {
      await ui.page.clock.runFor(5000);
      return ui.page.locator('[aria-live="polite"].hidden').textContent();
    }).toBe("2 new events, 1 in quarantine");
  });
});

describe("the filters", () => {
  it("narrow the list, and stand in the address", async () => {
    await ui.open();
    await ui.page.getByLabel("Type").selectOption("codex_guardian_review");
    await ui.page.getByLabel("Client").selectOption("CODEX_CLI");
    await settled(() => ui.rows.count()).toBe(2);
    expect(ui.address()).toBe("?type=codex_guardian_review&client=CODEX_CLI");
  });

  it("show nothing of an answer that comes when other filters are set", async () => {
    let answer: (() => Promise<void>) | undefined;
    await ui.page.route(/v1\/events\?type=codex_hook_run&/, (route) => {
      answer = () => route.continue();
    });
    await ui.open("/?type=codex_hook_run");
    await ui.page.getByLabel("Type").selectOption("codex_guardian_review");
    await settled(() => ui.rows.count()).toBe(4);
    const late = ui.page.waitForResponse(/type=codex_hook_run&/);
    await answer?.();
    await (await late).finished();
    await ui.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
    expect(await ui.rows.count()).toBe(4);
  });

  it("are shared with the address, and go with the button back", async () => {
    await ui.open("/?verdict=quarantined&type=codex_turn_event");
    await settled(() => ui.rows.count()).toBe(5);
    expect(await ui.page.getByLabel("Verdict").inputValue()).toBe("quarantined");
    await ui.page.getByRole("button", { name: "Clear filters" }).click();
    await settled(() => ui.rows.count()).toBe(100);
    await ui.page.goBack();
    await settled(() => ui.rows.count()).toBe(5);
  });

  it("hold for live events too", async () => {
    await ui.open(`/?type=codex_turn_event`);
    await ui.rows.first().waitFor();
    const [record] = (await ui.read<EventsAnswer>("v1/events?type=codex_turn_event&limit=1")).events;
    await ui.send(hookRun({ hook_source: "unknown" }), record?.event);
    await settled(() => ui.rows.first().textContent()).toContain("completed");
    expect(
      await ui.page.getByText("codex_hook_run", { exact: true }).and(ui.page.locator(".row-type")).count(),
    ).toBe(0);
  });

  it("say so when nothing matches", async () => {
    await ui.open("/?thread=nobody");
    await ui.page.getByRole("heading", { name: "No event matches" }).waitFor();
  });
});

describe("an event", () => {
  it("has what its contract says beside each field", async () => {
    await ui.open("/?type=codex_turn_event&verdict=accepted");
    await ui.rows.first().click();
    const row = ui.page.getByRole("row", { name: /duration_ms/ });
    await settled(() => row.textContent()).toContain("Duration of the turn.");
    expect(await row.textContent()).toMatch(
      /null: the completion of the turn carried no valid duration\..*millisecondsinternal$/,
    );
    expect(await ui.page.locator(".field-row").count()).toBe(
      await ui.page.locator(".field-row .field-meaning p:not(.chips)").locator("xpath=ancestor::tr").count(),
    );
  });

  it("has what was found marked in its place", async () => {
    await ui.open("/?verdict=quarantined&type=codex_turn_event");
    await ui.rows.first().click();
    await ui.page.getByRole("heading", { name: "3 findings against the contract" }).waitFor();
    expect(await ui.page.locator(".field-bad th").allTextContents()).toEqual(
      expect.arrayContaining(["status", "total_tokens", "submission_type"]),
    );
    await ui.page.getByRole("link", { name: "/event_params/total_tokens" }).click();
    const field = ui.page.locator(".field-bad", { hasText: "total_tokens" });
    await settled(() => field.and(ui.focus).count()).toBe(1);
    expect(await field.textContent()).toContain("Expected an integer or null.");
  });

  it("says what of it is unknown", async () => {
    await ui.open("/?verdict=unknown&type=codex_hook_run");
    await ui.rows.first().click();
    await ui.page.getByText("The contract does not know this member.").waitFor();
    await ui.open("/?type=codex_worktree_created");
    await ui.rows.first().click();
    await ui.page.getByText("The contracts of this server do not know this type.").waitFor();
  });
});
