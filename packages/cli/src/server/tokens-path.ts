import { join } from "node:path";

/** The file of the tokens of a folder. */
export function tokensPath(folder: string): string {
  return join(folder, "tokens.json");
}
