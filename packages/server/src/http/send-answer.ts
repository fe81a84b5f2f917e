import type { FastifyReply } from "fastify";
import type { Answer } from "../receive/answer.js";

/** Sends an answer whose text is JSON already. */
export function sendAnswer(reply: FastifyReply, { status, text, retryAfter }: Answer): FastifyReply {
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  return reply.code(status).header("content-type", "application/json; charset=utf-8").send(text);
}
