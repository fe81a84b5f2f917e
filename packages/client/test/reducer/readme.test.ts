import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const home = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The example of a section and what it says that the example prints. */
function exampleOf(section: string): { readonly code: string; readonly prints: string } {
  const text = readme.split(/^## /m).find((part) => part.startsWith(section)) ?? "";
  const [, code = "", prints = ""] = /```js\n(.*?)```.*?```text\n(.*?)```/s.exec(text) ?? [];
  return { code, prints };
}

it.each(["Facts and the reducer", "Producers", "Turn metadata"])(
  "the example under %s prints what it says",
  (section) => {
    const { code, prints } = exampleOf(section);
    const printed = execFileSync(process.execPath, ["--input-type=module"], {
      cwd: home,
      input: code,
      encoding: "utf8",
    });
    expect(printed).toBe(prints);
    expect(prints).not.toBe("");
  },
  60_000,
);
