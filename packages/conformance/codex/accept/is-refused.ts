import { isAppServerError } from "@codex-contracts/client/app-server";
import type { Codex } from "../harness/start-codex.js";

/** Whether Codex could not read the parameters; any other error comes after it has read them. */
export async function isRefused({ client }: Codex, method: string, params: unknown): Promise<boolean> {
  try {
    await client.requestUnchecked(method, params);
    return false;
  } catch (error) {
    if (isAppServerError(error) && error.remote !== undefined)
      return error.remote.message.startsWith("Invalid request");
    throw error;
  }
}
