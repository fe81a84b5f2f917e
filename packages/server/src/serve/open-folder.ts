import { stat } from "node:fs/promises";
import { request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import Fastify from "fastify";
import { addReadApi } from "../api/read-api.js";
import { defaultConfig } from "../config/defaults.js";
import { addErrorAnswers } from "../http/error-answers.js";
import { addLocalRoutes } from "../http/local-routes.js";
import { replayQuarantine } from "../worker/replay.js";
import { openStore } from "./open-store.js";
import { type RunFile, readRunFile } from "./run-file.js";
import { whenFree } from "./when-free.js";

export interface FolderRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** As of the HTTP API: `/v1/events?limit=10`. */
  readonly path: string;
  readonly json?: unknown;
  /** Ends the request, and with it an answer that goes on. */
  readonly signal?: AbortSignal;
}

export interface FolderAnswer {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Asks what is stored in a folder, by the paths of the HTTP API, whether a server runs there or not. */
export interface Folder {
  /** The server's URL; null when the files are read directly. */
  readonly url: string | null;
  /** In words, for messages. */
  readonly from: string;
  ask(request: FolderRequest): Promise<FolderAnswer>;
  close(): Promise<void>;
}

/** There is nothing to ask, or what was asked is gone. */
export class FolderError extends Error {
  override readonly name = "FolderError";
  readonly code = "FOLDER";
}

const HEALTH_MS = 3000;

/**
 * Finds the server that runs on a folder, or opens the files of the folder when none does. Throws a
 * {@link FolderError} for a folder without data, and a StoreError when another process keeps the files open.
 */
export async function openFolder(folder: string): Promise<Folder> {
  // A server that is being started has the files before it can be asked.
  return whenFree(() => findOrOpen(folder));
}

async function findOrOpen(folder: string): Promise<Folder> {
  const run = await readRunFile(folder);
  if (run !== undefined && (await isAlive(run))) return overHttp(run);
  try {
    await stat(join(folder, "store.duckdb"));
  } catch {
    throw new FolderError(
      `there are no stored events in ${folder}: start \`codex-contracts serve\` with this folder`,
    );
  }
  return overFiles(folder);
}

async function isAlive(run: RunFile): Promise<boolean> {
  try {
    const { status, body } = await send(run, {
      method: "GET",
      path: "/healthz",
      signal: AbortSignal.timeout(HEALTH_MS),
    });
    for await (const _ of body);
    return status === 200;
  } catch {
    return false;
  }
}

function overHttp(run: RunFile): Folder {
  return {
    url: run.url,
    from: `the server at ${run.url}`,
    async ask(asked) {
      const gone = (cause: unknown) => {
        if (asked.signal?.aborted === true) return cause;
        const message = `the server at ${run.url} has gone before it had answered: ask again when it runs`;
        return new FolderError(message, { cause });
      };
      try {
        const { status, body } = await send(run, asked);
        return { status, body: whole(body, gone) };
      } catch (error) {
        throw gone(error);
      }
    },
    close: async () => {},
  };
}

/** The pieces of a body; `gone` makes the error of one that ends too early. */
async function* whole(
  body: AsyncIterable<Uint8Array>,
  gone: (cause: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw gone(error);
  }
}

function send(
  { url, secret }: RunFile,
  { method, path, json, signal }: FolderRequest,
): Promise<FolderAnswer> {
  const target = new URL(path, url);
  const options: RequestOptions & { readonly rejectUnauthorized?: boolean } = {
    method,
    headers: headersFor(secret, json),
    ...(signal === undefined ? {} : { signal }),
    // The server of this machine, found by a file of this machine: its certificate is for another name.
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const request = target.protocol === "https:" ? httpsRequest : httpRequest;
    const sent = request(target, options, (answer) =>
      resolve({ status: answer.statusCode ?? 0, body: answer }),
    );
    sent.on("error", reject);
    sent.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

async function overFiles(folder: string): Promise<Folder> {
  const secret = "files";
  const store = await openStore({ ...defaultConfig, folder });
  await store.migrate();
  const app = Fastify();
  const noLag = { entries: 0, bytes: 0, oldest: null };
  const live = {
    subscribe: () => () => {},
    totals: () => ({ accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 }),
  };
  const replay = (fingerprint: string) => replayQuarantine(store, fingerprint);
  addErrorAnswers(app, { metrics: { refused() {}, request() {} }, onError() {} });
  addReadApi(app, { source: { ...store, replay }, live, lag: async () => noLag, now: Date.now });
  await app.register(async (local) => addLocalRoutes(local, { store, backupLog: undefined, secret }));
  return {
    url: null,
    from: `the files in ${folder}`,
    async ask({ method, path, json }) {
      const answer = await app.inject({
        method,
        url: path,
        headers: headersFor(secret, json),
        payloadAsStream: true,
        ...(json === undefined ? {} : { payload: JSON.stringify(json) }),
      });
      return { status: answer.statusCode, body: answer.stream() };
    },
    async close() {
      await app.close();
      await store.close();
    },
  };
}

function headersFor(secret: string, json: unknown): Record<string, string> {
  return {
    authorization: `Bearer ${secret}`,
    "x-codex-contracts-request": "1",
    ...(json === undefined ? {} : { "content-type": "application/json" }),
  };
}
