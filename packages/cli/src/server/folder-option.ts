import { Option } from "commander";
import type { Context } from "../context.js";

const VARIABLE = "CODEX_CONTRACTS_FOLDER";
const DEFAULT = "codex-contracts-data";

/** `--folder`: where the server keeps everything. */
export function folderOption(): Option {
  return new Option("--folder <folder>", `folder of the server (default: $${VARIABLE} or ${DEFAULT})`);
}

/** The folder that is asked for, named or by default. */
export function folderOf(folder: string | undefined, { env }: Context): string {
  return folder ?? env[VARIABLE] ?? DEFAULT;
}
