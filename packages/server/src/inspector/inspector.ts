import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type InspectorFile, type InspectorFiles, readInspectorFiles } from "./inspector-files.js";

/** Nothing but the page's own files runs or is loaded, and no other page can hold it in a frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  vary: "accept-encoding",
};

/** The inspector at `/`. The page holds no data: who may read the API is decided there. */
export function addInspector(
  app: FastifyInstance,
  files: InspectorFiles | undefined = readInspectorFiles(),
): void {
  app.get("/", (request, reply) => {
    if (files === undefined)
      return reply
        .code(404)
        .send({ error: "the inspector is not built", hint: "pnpm build writes it; the API is under /v1" });
    return sendFile(request, reply, files.page, "no-cache");
  });

  app.get<{ Params: { name: string } }>("/inspector/:name", (request, reply) => {
    const file = files?.assets.get(request.params.name);
    if (file === undefined)
      return reply.code(404).send({ error: "the inspector has no such file", hint: "load / again" });
    return sendFile(request, reply, file, "public, max-age=31536000, immutable");
  });
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, gzipped, etag }: InspectorFile,
  cache: string,
): FastifyReply {
  reply.headers({ ...headers, etag, "cache-control": cache });
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  const gzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (gzip) reply.header("content-encoding", "gzip");
  return reply.type(type).send(gzip ? gzipped : body);
}
