import { Agent, createServer, type IncomingMessage, request as send } from "node:http";
import { pipeline } from "node:stream";
import type { SessionLine } from "./session-line.js";

/** What was answered to a request with events. */
export interface AnalyticsAnswer {
  readonly status: number;
  readonly body: string;
}

export interface PassThrough {
  readonly address: string;
  readonly answers: readonly AnalyticsAnswer[];
  close(): void;
}

export interface PassThroughOptions {
  readonly port: number;
  /** Where everything goes on to. */
  readonly target: string;
  record(line: SessionLine): void;
}

/** Stands between Codex and its backend, changes nothing, and takes down what matters. */
export async function startPassThrough({ port, target, record }: PassThroughOptions): Promise<PassThrough> {
  const agent = new Agent({ keepAlive: true });
  const answers: AnalyticsAnswer[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { method = "GET", url = "/", headers } = request;
    const isAnalytics = url.endsWith("/analytics-events/events");
    if (isAnalytics) {
      const analytics = { method, path: url, headers: headersOf(request), body: body.toString() };
      record({ at: Date.now(), analytics });
    }
    const metadata = headers["x-codex-turn-metadata"];
    if (typeof metadata === "string") record({ at: Date.now(), turn_metadata: metadata });
    const onward = send(new URL(url, target), { method, headers, agent }, (answer) => {
      if (isAnalytics)
        void bodyOf(answer).then((text) =>
          answers.push({ status: answer.statusCode ?? 0, body: text.toString() }),
        );
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => {});
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${port}`,
    answers,
    close: () => {
      server.close();
      agent.destroy();
    },
  };
}

/** Credentials stay out of the recording. */
const SECRET = new Set(["authorization", "cookie", "chatgpt-account-id"]);

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (SECRET.has(name) ? [] : [[name, String(value)]])),
  );
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
