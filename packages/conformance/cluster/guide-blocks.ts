import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../src/workspace.js";

/** The shell commands of one section of a guide, block by block. */
export function guideBlocks(guide: string, heading: string): string[] {
  const text = readFileSync(join(root, "docs", "guides", guide), "utf8");
  const [, section] = text.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`${guide} has no section "${heading}"`);
  const [own = ""] = section.split("\n## ");
  return [...own.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}
