import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian and other systems put it. */
const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const found = places.find((path) => existsSync(path));

/** Why there is no browser to test in; undefined when there is one. */
export const noChromium =
  found === undefined ? "no Chromium on this machine: install the Debian package chromium" : undefined;

/** A Chromium of its own, with a fresh profile, that talks to nobody but the page. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(found === undefined ? {} : { executablePath: found }),
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
