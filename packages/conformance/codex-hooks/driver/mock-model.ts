import { createServer, type IncomingMessage, type Server } from "node:http";

/** A request to the model, by the case that its prompt names. */
export interface ModelRequest {
  readonly input: readonly ModelItem[];
}
export interface ModelItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: readonly { readonly text?: string }[];
  readonly output?: unknown;
}

export interface MockModel {
  readonly port: number;
  readonly requests: ReadonlyMap<string, readonly ModelRequest[]>;
  close(): void;
}

/** A model that calls the tool it is given once per turn, and then says that it is done. */
export async function startMockModel(callFor: (name: string) => Record<string, unknown>): Promise<MockModel> {
  const requests = new Map<string, ModelRequest[]>();
  let count = 0;
  const server: Server = createServer(async (request, response) => {
    const body = await readBody(request);
    if (!request.url?.includes("/responses")) return void response.writeHead(404).end("{}");
    const parsed: ModelRequest = JSON.parse(body);
    const name = /case:(\S+)/.exec(JSON.stringify(parsed.input))?.[1] ?? "";
    requests.set(name, [...(requests.get(name) ?? []), parsed]);
    count += 1;
    const asked = parsed.input.some((item) => item.type?.endsWith("_call_output") === true);
    const item = asked
      ? {
          type: "message",
          id: `m${count}`,
          role: "assistant",
          content: [{ type: "output_text", text: "done" }],
        }
      : { id: `f${count}`, call_id: `call-${count}`, ...callFor(name) };
    const usage = {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    };
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of [
      { type: "response.created", response: { id: `r${count}` } },
      { type: "response.output_item.done", item },
      { type: "response.completed", response: { id: `r${count}`, usage } },
    ])
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the mock model has no port");
  return { port: address.port, requests, close: () => server.close() };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  request.setEncoding("utf8");
  for await (const chunk of request) body += chunk;
  return body;
}
