import type { Folder, FolderRequest } from "@codex-contracts/server";
import { MisuseError } from "../misuse-error.js";
import { withKnownErrors } from "./known-errors.js";

/** Opens a folder for the time of some questions. */
export async function withFolder<T>(folder: string, work: (folder: Folder) => Promise<T>): Promise<T> {
  return withKnownErrors(async () => {
    const { openFolder } = await import("@codex-contracts/server");
    const opened = await openFolder(folder);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  });
}

/** The answer to a question as JSON. `T` is what the HTTP API says of the path. A refusal is a MisuseError. */
export async function askJson<T>(folder: Folder, request: FolderRequest): Promise<T> {
  const { status, body } = await folder.ask(request);
  const text = await textOf(body);
  if (status !== 200) throw refusalOf(status, text);
  // The server and this command are of one release.
  return JSON.parse(text) as T;
}

/** The answer to a question as bytes. */
export async function askBytes(folder: Folder, request: FolderRequest): Promise<AsyncIterable<Uint8Array>> {
  const { status, body } = await folder.ask(request);
  if (status !== 200) throw refusalOf(status, await textOf(body));
  return body;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

function refusalOf(status: number, text: string): MisuseError {
  try {
    const { error, hint } = JSON.parse(text) as { readonly error?: string; readonly hint?: string };
    return new MisuseError(error ?? `the server answers with status ${status}`, hint);
  } catch {
    return new MisuseError(`the server answers with status ${status}`);
  }
}
