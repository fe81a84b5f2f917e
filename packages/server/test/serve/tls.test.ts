import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type RequestOptions, request } from "node:https";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFolder, type Server, startServer } from "../../dist/index.js";
import { makeCertificate, writeCertificate } from "../http/certificates.js";

let folder = "";
let server: Server | undefined;
const lines: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tls-server-"));
  lines.length = 0;
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function start(files: { readonly tls_cert: string; readonly tls_key: string }): Promise<URL> {
  const logTo = { write: (line: string) => void lines.push(line) };
  server = await startServer({ folder: join(folder, "data"), port: 0, ...files }, { logTo });
  return new URL(server.url);
}

/** The answer to a request whose certificate is checked. */
function send(url: URL, path: string, options: RequestOptions, body?: string) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(new URL(path, url), { agent: false, ...options }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The certificate that new connections are shown. */
async function shown({ port }: URL): Promise<string> {
  const socket = connect({ port: Number(port), host: "127.0.0.1", rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return raw.toString("base64");
}

const derOf = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");

it("takes events over HTTPS, and answers commands on this machine", async () => {
  const made = await makeCertificate();
  const url = await start(await writeCertificate(folder, made));
  expect(url.protocol).toBe("https:");
  const options = { method: "POST", headers: { "content-type": "application/json" }, ca: made.cert };
  const body = JSON.stringify({ events: [buildHookRunEvent()] });
  expect((await send(url, "/codex/analytics-events/events", options, body)).status).toBe(200);
  // Whoever checks the certificate does not take one that nobody has signed.
  await expect(send(url, "/healthz", {})).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });

  await server?.drained(10_000);
  const opened = await openFolder(join(folder, "data"));
  const { status, body: answer } = await opened.ask({
    method: "POST",
    path: "/local/query",
    json: { sql: "SELECT count(*) FROM codex_hook_run" },
  });
  let text = "";
  for await (const piece of answer) text += Buffer.from(piece).toString();
  expect([opened.url, status, JSON.parse(text)]).toMatchObject([server?.url, 200, { rows: [[1]] }]);
  await opened.close();
});

it("takes a renewed certificate up while it runs, and keeps the one before when it is broken", {
  timeout: 20_000,
}, async () => {
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  const url = await start(await writeCertificate(folder, first));
  expect(await shown(url)).toBe(derOf(first.cert));
  await writeCertificate(folder, { cert: "s3cret", key: first.key });
  await expect.poll(() => lines.join(""), { timeout: 5000 }).toContain("cannot be used");
  expect(await shown(url)).toBe(derOf(first.cert));
  await writeCertificate(folder, second);
  await expect.poll(() => shown(url), { timeout: 5000 }).toBe(derOf(second.cert));
  const told = lines.map((line) => JSON.parse(line) as { level: string; error?: string });
  expect(told).toMatchObject([
    { level: "error", error: expect.stringMatching(/^ConfigError: --tls-cert: expected a certificate/) },
    { level: "info", msg: "a renewed certificate is in use" },
  ]);
  expect(lines.join("")).not.toContain("s3cret");
});

it("does not start with files that cannot be used, and leaves nothing running", async () => {
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  const files = await writeCertificate(folder, { cert: first.cert, key: second.key });
  await expect(start(files)).rejects.toMatchObject({
    name: "ConfigError",
    message: expect.stringMatching(/^--tls-key: expected the key of/),
  });
  await expect(start({ ...files, tls_key: join(folder, "none") })).rejects.toThrow(/--tls-key: .*ENOENT/);
  await expect(
    startServer({ folder: join(folder, "data"), port: 0, tls_cert: files.tls_cert }),
  ).rejects.toThrow(/^--tls-key: expected as well/);
});

it("says when its certificate has expired", async () => {
  await start(await writeCertificate(folder, await makeCertificate(-1)));
  expect(server?.notes).toContainEqual(expect.stringContaining("has expired"));
});

it("does not wait for connections that never shake hands", async () => {
  const url = await start(await writeCertificate(folder, await makeCertificate()));
  const socket = connectTcp(Number(url.port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  const ended = once(socket, "close");
  await server?.close();
  await ended;
});
