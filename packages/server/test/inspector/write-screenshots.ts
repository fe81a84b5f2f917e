/** Writes the screenshots of the guide: the inspector of a real server, in both themes. */
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@codex-contracts/server";
import type { Page } from "playwright-core";
import { launchChromium } from "./browser.js";
import { fillStore } from "./fill-store.js";

interface Shot {
  readonly name: string;
  readonly path: string;
  /** What is done before the picture is taken. */
  readonly prepare: (page: Page) => Promise<void>;
  readonly size?: { readonly width: number; readonly height: number };
}

const folder = fileURLToPath(new URL("../../../../docs/guides/images/", import.meta.url));
const wide = { width: 1100, height: 690 };
const mostBytes = 200_000;

const shots: readonly Shot[] = [
  {
    name: "events",
    path: "/",
    prepare: (page) => openRow(page, ".event-row:has(.kind-turn)", ".field-meaning"),
  },
  {
    name: "finding",
    path: "/?verdict=quarantined",
    async prepare(page) {
      await openRow(page, ".event-row:has(.kind-turn)", ".field-bad");
      await page.getByRole("link", { name: "/event_params/status", exact: true }).click();
      await page.locator("#main").focus();
    },
  },
  {
    name: "quarantine",
    path: "/?view=quarantine",
    prepare: (page) => openRow(page, ".group-row", ".entry-row"),
  },
  {
    name: "thread",
    path: "/?view=threads",
    async prepare(page) {
      await page.locator(".thread-row", { hasText: "8 turns" }).first().click();
      await page.locator(".mark").first().waitFor();
    },
  },
  {
    name: "overview",
    path: "/?view=overview",
    prepare: (page) => page.locator(".shares td").first().waitFor(),
  },
  {
    name: "narrow",
    path: "/",
    prepare: (page) => page.locator(".event-row").first().waitFor(),
    size: { width: 360, height: 740 },
  },
];

async function openRow(page: Page, row: string, waits: string): Promise<void> {
  await page.locator(row).first().click();
  await page.locator(waits).first().waitFor();
}

const data = await mkdtemp(join(tmpdir(), "screenshots-"));
await fillStore(data, Date.now() - 5000);
await mkdir(folder, { recursive: true });
const server = await startServer({ folder: data, port: 0 });
const browser = await launchChromium();
try {
  for (const colorScheme of ["light", "dark"] as const)
    for (const { name, path, prepare, size = wide } of shots) {
      const page = await browser.newPage({ viewport: size, colorScheme });
      await page.goto(server.url + path);
      await page.getByRole("status").getByText("Live").waitFor();
      await prepare(page);
      await page.mouse.move(0, 0);
      await page.evaluate("document.fonts.ready");
      const file = join(folder, `inspector-${name}-${colorScheme}.png`);
      await page.screenshot({ path: file });
      await page.close();
      const { size: bytes } = await stat(file);
      if (bytes > mostBytes) throw new Error(`${basename(file)} has ${bytes} bytes: make it smaller`);
      console.log(`${basename(file)} ${bytes}`);
    }
} finally {
  await browser.close();
  await server.close();
  await rm(data, { recursive: true });
}
