// Serves a model on loopback and runs a program beside it: node with-model.mjs PORT PROGRAM ARGUMENTS…
// The last message of the user is what the model does: `{"call":{"name","arguments"}}` calls a tool, all else is echoed.
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const [port, program, ...args] = process.argv.slice(2);
const usage = {
  input_tokens: 1,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 1,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 2,
};
let count = 0;

function itemFor(last) {
  count += 1;
  const said =
    last.role === "user" ? last.content.map(({ text }) => text).join("") : JSON.stringify(last.output);
  const call = last.role === "user" && said.startsWith("{") ? JSON.parse(said).call : undefined;
  if (call !== undefined) {
    return {
      type: "function_call",
      id: `f${count}`,
      call_id: `call-${count}`,
      ...call,
      arguments: JSON.stringify(call.arguments),
    };
  }
  return {
    type: "message",
    id: `m${count}`,
    role: "assistant",
    content: [{ type: "output_text", text: said }],
  };
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (!request.url.endsWith("/responses")) return response.writeHead(404).end("{}");
  const { input } = JSON.parse(Buffer.concat(chunks).toString());
  const id = `r${count}`;
  const events = [
    { type: "response.created", response: { id } },
    { type: "response.output_item.done", item: itemFor(input.at(-1)) },
    { type: "response.completed", response: { id, usage } },
  ];
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
});

server.listen(Number(port), "127.0.0.1", () => {
  const child = spawn(program, args, { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
});
