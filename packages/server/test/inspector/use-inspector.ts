import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, startServer } from "@codex-contracts/server";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { launchChromium, noChromium } from "./browser.js";
import { fillStore } from "./fill-store.js";

/** The inspector of a real server, open in a real browser: a new page for each test. */
export interface OpenInspector {
  readonly page: Page;
  readonly server: Server;
  readonly rows: Locator;
  /** Opens an address of the page and waits until events come in. */
  open(path?: string): Promise<void>;
  /** The query part of the address. */
  address(): string;
  /** What has the focus. */
  readonly focus: Locator;
  send(...events: unknown[]): Promise<void>;
  /** An answer of the read API. */
  read<Answer>(path: string): Promise<Answer>;
  /** What axe finds, in short. */
  violations(): Promise<string[]>;
  /** Complaints of the browser that a test brings about on purpose. */
  expectComplaint(pattern: RegExp): void;
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Call at the top of a file of tests; what it gives is there while a test runs. */
export function useInspector(): OpenInspector {
  let browser: Browser;
  let folder: string | undefined;
  let server: Server;
  let page: Page;
  let axe: string;
  let complaints: string[] = [];
  let expected: RegExp[] = [];
  // A busy machine may take its time; nothing here is about speed.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

  beforeAll(async () => {
    if (noChromium !== undefined && process.env["CI"] !== undefined)
      throw new Error(`the inspector must be tested on CI: ${noChromium}`);
    if (noChromium !== undefined) return;
    folder = await mkdtemp(join(tmpdir(), "inspector-"));
    await fillStore(folder, Date.now() - 5000, 2);
    axe = await readFile(axePath, "utf8");
    [server, browser] = await Promise.all([startServer({ folder, port: 0 }), launchChromium()]);
  });

  afterAll(async () => {
    if (folder === undefined) return;
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  beforeEach(async (context) => {
    if (noChromium !== undefined) return context.skip(noChromium);
    const own = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: "reduce" });
    page = await own.newPage();
    [complaints, expected] = [[], []];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("request", (request) => {
      // The page may load nothing from elsewhere.
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) complaints.push(request.url());
    });
    return undefined;
  });

  afterEach(async () => {
    if (noChromium !== undefined) return;
    await page.context().close();
    expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  });

  return {
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    get rows() {
      return page.locator(".event-row");
    },
    get focus() {
      return page.locator(":focus");
    },
    async open(path = "/") {
      await page.goto(server.url + path);
      await page.getByRole("status").getByText("Live").waitFor();
    },
    address: () => new URL(page.url()).search,
    async send(...events) {
      expect((await sendEvents(server, events)).status).toBe(200);
    },
    async read<Answer>(path: string) {
      // What the API says is described in wire.ts.
      return (await (await fetch(`${server.url}/${path}`)).json()) as Answer;
    },
    async violations() {
      // The policy of the page lets no further script in; the debugger of the browser is not bound by it.
      await page.evaluate(axe);
      return page.evaluate(
        `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => id + " at " + target + ": " + failureSummary)))`,
      );
    },
    expectComplaint: (pattern) => void expected.push(pattern),
  };
}

/** Expects something that comes true after a while. */
export function settled<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 20_000 });
}

/** Sends events as a Codex does. */
export function sendEvents({ url }: Server, events: readonly unknown[]): Promise<Response> {
  return fetch(`${url}/backend-api/codex/analytics-events/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
}
