import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts it; another one can be named. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const noChromium = existsSync(executablePath)
  ? undefined
  : `no Chromium at ${executablePath}: install the Debian package chromium, or name another in CHROMIUM`;

/** A Chromium of its own, with a fresh profile, that talks to nobody but the page. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
