import type { FastifyReply } from "fastify";
import type { ErrorAnswer } from "./wire.js";

/** Answers 404 with what to do. */
export function notFound(reply: FastifyReply, error: string, hint: string): FastifyReply {
  const answer: ErrorAnswer = { error, hint };
  return reply.code(404).send(answer);
}
