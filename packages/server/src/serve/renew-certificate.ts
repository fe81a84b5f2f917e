import type { Server as HttpServer } from "node:http";
import { Server as TlsServer } from "node:tls";
import type { Logger } from "pino";
import type { TlsKeeper } from "../http/tls-keeper.js";
import { describeError } from "./describe-error.js";

/**
 * Gives the server the certificate of its files when they have been renewed, for connections from then on, and writes
 * about it. One that cannot be used changes nothing. Never rejects.
 */
export async function renewCertificate(keeper: TlsKeeper, server: HttpServer, logger: Logger): Promise<void> {
  try {
    const pair = await keeper.renewed();
    // The server of an application with a certificate is one of TLS.
    if (pair === undefined || !(server instanceof TlsServer)) return;
    server.setSecureContext({ cert: pair.cert, key: pair.key });
    logger.info({ valid_to: pair.validTo.toISOString() }, "a renewed certificate is in use");
  } catch (error) {
    logger.error(
      describeError(error),
      "the certificate has changed and cannot be used; the one before stays in use",
    );
  }
}
