import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { MODEL_PORT } from "../../codex/harness/sealed-command.js";
import type { Gates } from "./gates.js";
import { madeUpTokens as made } from "./home.js";
import { type ModelRequest, type Step, stepFor } from "./model.js";
import type { SessionLine } from "./session-line.js";

export interface Backend {
  readonly port: number;
  close(): void;
}

export interface BackendOptions {
  readonly gates: Gates;
  record(line: SessionLine): void;
}

/** All that Codex talks to: the model, the receiver of events, and nothing else. */
export async function startBackend({ gates, record }: BackendOptions): Promise<Backend> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const path = request.url ?? "";
    const at = Date.now();
    if (path.endsWith("/analytics-events/events")) {
      record({
        at,
        analytics: { method: request.method ?? "", path, headers: headersOf(request), body: body.toString() },
      });
      return void response.writeHead(200, { "content-type": "application/json" }).end("{}");
    }
    if (path.endsWith("/responses/compact")) {
      const output = [
        { type: "message", role: "user", content: [{ type: "input_text", text: "what has been so far" }] },
        { type: "compaction", encrypted_content: "c2VjcmV0" },
      ];
      return void response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ output }));
    }
    if (path.endsWith("/oauth/expired"))
      return void response
        .writeHead(401, { "content-type": "application/json" })
        .end(JSON.stringify({ error: { code: "refresh_token_expired" } }));
    if (path.endsWith("/oauth/token"))
      return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(made()));
    if (!path.endsWith("/responses")) return void response.writeHead(404).end("{}");
    const metadata = request.headers["x-codex-turn-metadata"];
    if (typeof metadata === "string") record({ at, turn_metadata: metadata });
    const asked: ModelRequest = JSON.parse(body.toString());
    const step = stepFor(asked);
    if (step.gate !== undefined) await gates.wait(step.gate);
    count += 1;
    answer(response, step, count);
  });
  await new Promise<void>((resolve) => server.listen(MODEL_PORT, "127.0.0.1", resolve));
  return { port: MODEL_PORT, close: () => server.close() };
}

function answer(response: ServerResponse, step: Step, count: number): void {
  if (step.http !== undefined) {
    const { status, error } = step.http;
    return void response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ error }));
  }
  if (step.hangUp === "at once") return void response.destroy();
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event: { readonly type: string; readonly [member: string]: unknown }) =>
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const id = `r${count}`;
  send({ type: "response.created", response: { id } });
  if (step.hangUp !== undefined) return void setTimeout(() => response.destroy(), 50);
  if (step.failed !== undefined) {
    send({ type: "response.failed", response: { id, error: step.failed } });
  } else if (step.cut !== true) {
    for (const item of itemsOf(step, count)) send({ type: "response.output_item.done", item });
    send({ type: "response.completed", response: { id, usage: usageOf(step.tokens) } });
  }
  response.end();
}

function itemsOf({ say, call, calls = [], patch }: Step, count: number): readonly object[] {
  const ids = (index: number) => ({ id: `f${count}-${index}`, call_id: `call-${count}-${index}` });
  if (patch !== undefined)
    return [{ type: "custom_tool_call", ...ids(0), name: "apply_patch", input: patch }];
  const tools = call === undefined ? calls : [call];
  if (tools.length > 0)
    return tools.map((tool, index) => ({
      type: "function_call",
      ...ids(index),
      name: tool.name,
      arguments: JSON.stringify(tool.arguments),
    }));
  const content = [{ type: "output_text", text: say ?? "" }];
  return [{ type: "message", id: `m${count}`, role: "assistant", content }];
}

function usageOf(tokens = 15): object {
  return {
    input_tokens: tokens - 5,
    input_tokens_details: { cached_tokens: 2 },
    output_tokens: 5,
    output_tokens_details: { reasoning_tokens: 1 },
    total_tokens: tokens,
  };
}

/** Credentials stay out of the recording. */
const SECRET = new Set(["authorization", "cookie", "chatgpt-account-id"]);

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (SECRET.has(name) ? [] : [[name, String(value)]])),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
