import { createServer, type ServerResponse } from "node:http";
import { MODEL_PORT } from "../../codex/harness/sealed-command.js";
import type { Gates } from "./gates.js";
import { madeUpTokens } from "./home.js";
import { type ModelRequest, type Step, stepFor } from "./model.js";

export interface Backend {
  readonly address: string;
  close(): void;
}

/** All that Codex talks to: the model, the receiver of events, the place where logins are renewed, and nothing else. */
export async function startBackend(gates: Gates): Promise<Backend> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? "";
    if (!path.endsWith("/responses")) {
      const [, status, body] = ANSWERS.find(([end]) => path.endsWith(end)) ?? ["", 404, {}];
      return void answerJson(response, status, body);
    }
    const asked: ModelRequest = JSON.parse(Buffer.concat(chunks).toString());
    const step = stepFor(asked);
    if (step.gate !== undefined) await gates.wait(step.gate);
    count += 1;
    answer(response, step, count);
  });
  await new Promise<void>((resolve) => server.listen(MODEL_PORT, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${MODEL_PORT}`, close: () => server.close() };
}

/** What is answered in the same way each time, by how the path ends. */
const ANSWERS: readonly (readonly [string, number, object])[] = [
  ["/analytics-events/events", 200, {}],
  ["/oauth/token", 200, madeUpTokens()],
  ["/oauth/expired", 401, { error: { code: "refresh_token_expired" } }],
  [
    "/responses/compact",
    200,
    {
      output: [
        { type: "message", role: "user", content: [{ type: "input_text", text: "what has been so far" }] },
        { type: "compaction", encrypted_content: "c2VjcmV0" },
      ],
    },
  ],
];

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answer(response: ServerResponse, step: Step, count: number): void {
  if (step.http !== undefined) {
    const { status, error } = step.http;
    return void answerJson(response, status, { error });
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
