import { describe, expect, it } from "vitest";
import type { QuarantineAnswer } from "../../src/api/wire.js";
import { hookRun, outdatedThread } from "./fill-store.js";
import { settled, useInspector } from "./use-inspector.js";

const ui = useInspector();

/** The group of a type whose first issue is at this place. */
async function fingerprintOf(type: string, path: string): Promise<string | undefined> {
  const { groups } = await ui.read<QuarantineAnswer>("v1/quarantine");
  return groups.find((group) => group.event_type === type && group.issues[0]?.path === path)?.fingerprint;
}

describe("the quarantine", () => {
  it("shows equal failures together, and lets them be replayed", async () => {
    await ui.open("/?view=quarantine");
    const group = ui.page.locator(".group-row", { hasText: 'expected one of "SessionStart"' });
    await group.click();
    await ui.page.getByRole("button", { name: "Replay 3 events" }).click();
    await ui.page.getByText("3 events replayed.").waitFor();
    await group.waitFor({ state: "detached" });
    await ui.open(`/?thread=${outdatedThread}&type=codex_hook_run&verdict=accepted`);
    await ui.page.getByText("Stop · completed · user").first().waitFor();
  });

  it("says when the events still break the contract", async () => {
    await ui.open(
      `/?view=quarantine&group=${await fingerprintOf("codex_turn_event", "/event_params/submission_type")}`,
    );
    await ui.page.getByRole("button", { name: "Replay 5 events" }).click();
    await ui.page
      .getByText(
        "0 events replayed. 5 events stay: the contract is still broken, or not every value was kept.",
      )
      .waitFor();
  });

  it("shows one of its events with the findings in place", async () => {
    await ui.open(
      `/?view=quarantine&group=${await fingerprintOf("codex_turn_event", "/event_params/submission_type")}`,
    );
    await ui.page.locator(".entry-row").first().click();
    await ui.page.locator(".field-missing", { hasText: "submission_type" }).waitFor();
  });

  it("drops only after a question, whose safe answer has the focus", async () => {
    await ui.send(hookRun({ hook_name: "Never" }));
    const path = ["codex_hook_run", "/event_params/hook_name"] as const;
    await settled(() => fingerprintOf(...path)).toBeDefined();
    await ui.open(`/?view=quarantine&group=${await fingerprintOf(...path)}`);
    await ui.page.getByRole("button", { name: "Drop" }).click();
    const dialog = ui.page.getByRole("dialog", { name: "Drop 1 event?" });
    await dialog.getByRole("button", { name: "Cancel" }).and(ui.focus).waitFor();
    await ui.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await fingerprintOf(...path)).toBeDefined();
    await ui.page.getByRole("button", { name: "Drop" }).click();
    await dialog.getByRole("button", { name: "Drop 1 event" }).click();
    await ui.page.getByText("1 event dropped.").waitFor();
    expect(await fingerprintOf(...path)).toBe(undefined);
  });
});

describe("a thread", () => {
  async function openThread(): Promise<void> {
    await ui.open("/?view=threads");
    await ui.page.locator(".thread-row", { hasText: "8 turns" }).first().click();
    await ui.page.locator(".timeline .mark").first().waitFor();
  }

  it("is a picture with a lane for each kind of event", async () => {
    await openThread();
    expect(await ui.page.locator(".timeline-labels span").allTextContents()).toEqual([
      "Turns",
      "Steers",
      "Hooks",
      "Compactions",
      "Threads",
    ]);
    const marks = await ui.page.locator(".mark").count();
    expect(await ui.page.locator(".items tbody tr").count()).toBe(marks);
    expect(await ui.page.locator(".mark").nth(1).getAttribute("aria-label")).toMatch(
      /^turn.*, completed, at .*, took \d+ s$/,
    );
  });

  it("can be gone along with the keyboard", async () => {
    await openThread();
    await ui.page.locator(".mark").first().focus();
    await ui.page.keyboard.press("ArrowRight");
    await ui.page.keyboard.press("ArrowRight");
    await settled(() => ui.page.locator(".mark").nth(2).and(ui.focus).count()).toBe(1);
    await ui.page.keyboard.press("Enter");
    await ui.page.getByRole("heading", { name: "codex_hook_run" }).waitFor();
    await ui.page.keyboard.press("Escape");
    await ui.page.getByRole("heading", { name: "codex_hook_run" }).waitFor({ state: "detached" });
    await settled(() => ui.page.locator(".mark").nth(2).and(ui.focus).count()).toBe(1);
  });
});

describe("the overview", () => {
  it("has the totals, and a table for its chart", async () => {
    await ui.open("/?view=overview");
    expect(await ui.page.locator(".tile", { hasText: "Accepted" }).textContent()).toMatch(/^Accepted\d+$/);
    await ui.page.getByText("Show as a table").click();
    expect(await ui.page.locator(".chart-table tbody tr").count()).toBeGreaterThan(5);
    await ui.page.getByRole("link", { name: "Last day" }).click();
    await ui.page.getByText(/^Last day: \d+ events/).waitFor();
    expect(ui.address()).toBe("?view=overview&span=day");
  });
});
