import { describe, expect, it } from "vitest";
import { settled, useInspector } from "./use-inspector.js";

const ui = useInspector();

describe("the keyboard", () => {
  it("goes through the list, opens, follows and comes back", async () => {
    await ui.open();
    await ui.rows.first().waitFor();
    const keys = await ui.rows.evaluateAll((all) =>
      all.slice(0, 4).map((row) => row.getAttribute("data-key")),
    );
    await ui.page.keyboard.press("j");
    await settled(() => ui.focus.getAttribute("data-key")).toBe(keys[0]);
    await ui.page.keyboard.press("j");
    await ui.page.keyboard.press("j");
    await ui.page.keyboard.press("k");
    await settled(() => ui.focus.getAttribute("data-key")).toBe(keys[1]);
    await ui.page.keyboard.press("Enter");
    await ui.page.locator("#event-title").waitFor();
    await settled(() => ui.focus.getAttribute("id")).toBe("event-title");
    await ui.page.keyboard.press("j");
    await settled(() => ui.page.locator(".row[aria-current]").getAttribute("data-key")).toBe(keys[2]);
    await settled(() => ui.focus.getAttribute("data-key")).toBe(keys[2]);
    await ui.page.keyboard.press("Escape");
    await ui.page.locator("#event-title").waitFor({ state: "detached" });
    await settled(() => ui.focus.getAttribute("data-key")).toBe(keys[2]);
  });

  it("has a way to the filters, to each view, and a help", async () => {
    await ui.open();
    await ui.page.keyboard.press("/");
    await settled(() => ui.focus.getAttribute("name")).toBe("type");
    await ui.page.keyboard.press("j");
    await ui.page.getByLabel("Type").blur();
    for (const [key, name] of [
      ["2", "Quarantine"],
      ["3", "Threads"],
      ["4", "Overview"],
      ["1", "Events"],
    ] as const) {
      await ui.page.keyboard.press(key);
      await settled(() => ui.page.locator(".views [aria-current]").textContent()).toBe(name);
    }
    await ui.page.keyboard.press("?");
    await ui.page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await ui.page.getByLabel("Shortcuts of a single key").uncheck();
    await ui.page.keyboard.press("Escape");
    await ui.page.keyboard.press("4");
    expect(await ui.page.locator(".views [aria-current]").textContent()).toBe("Events");
  });

  it("reaches the content by the first key", async () => {
    await ui.open();
    await ui.page.keyboard.press("Tab");
    await ui.page.keyboard.press("Enter");
    await settled(() => ui.focus.getAttribute("id")).toBe("main");
  });
});

describe("in both themes", () => {
  it.each([
    { name: "the events", path: "/", click: undefined, waits: ".row" },
    {
      name: "an event",
      path: "/?verdict=quarantined&type=codex_turn_event",
      click: ".event-row",
      waits: ".field-meaning",
    },
    { name: "an unknown event", path: "/?verdict=unknown", click: ".event-row", waits: ".field-meaning" },
    { name: "no event", path: "/?thread=nobody", click: undefined, waits: ".notice" },
    { name: "the quarantine", path: "/?view=quarantine", click: ".group-row", waits: ".entry-row" },
    { name: "the threads", path: "/?view=threads", click: ".thread-row", waits: ".mark" },
    { name: "the overview", path: "/?view=overview", click: ".chart-table summary", waits: ".shares td" },
    { name: "the help", path: "/", click: "[aria-label='Keyboard shortcuts']", waits: "dialog" },
  ])("$name can be used by everybody", async ({ path, click, waits }) => {
    await ui.open(path);
    if (click !== undefined) await ui.page.locator(click).first().click();
    await ui.page.locator(waits).first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await ui.page.emulateMedia({ colorScheme });
      expect(await ui.violations(), colorScheme).toEqual([]);
    }
  });

  it.each([
    { system: "light", other: "dark" },
    { system: "dark", other: "light" },
  ] as const)("goes from $system to $other by a button, and stays there", async ({ system, other }) => {
    await ui.page.emulateMedia({ colorScheme: system });
    await ui.open();
    await ui.page.getByRole("button", { name: `Use the ${other} theme` }).click();
    await ui.open();
    expect(await ui.page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe(other);
    expect(await ui.violations()).toEqual([]);
  });
});

describe("at 360 px", () => {
  it.each(["/", "/?view=quarantine", "/?view=threads", "/?view=overview", "/?thread=nobody"])(
    "%s fits, open and closed",
    async (path) => {
      await ui.page.setViewportSize({ width: 360, height: 740 });
      await ui.open(path);
      const overflow = () => ui.page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(await overflow()).toBeLessThanOrEqual(0);
      const row = ui.page.locator(".row").first();
      if ((await row.count()) === 0) return;
      await row.click();
      await ui.page.locator(".event h2").first().waitFor();
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(await ui.page.locator(".pane-list").isVisible()).toBe(false);
      await settled(() => ui.page.locator(".event h2").first().and(ui.focus).count()).toBe(1);
      await ui.page.getByRole("link", { name: "Close" }).first().click();
      await row.waitFor();
      await settled(() => row.and(ui.focus).count()).toBe(1);
    },
  );
});
