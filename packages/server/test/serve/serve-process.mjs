/** A server as a process of its own: `node serve-process.mjs <json of the configuration>`. Says its URL, and ends on SIGTERM. */
import { startServer } from "../../dist/index.js";

const server = await startServer(JSON.parse(process.argv[2] ?? "{}"), { logTo: process.stderr });
process.stdout.write(`${server.url}\n`);
process.once("SIGTERM", () => server.close());
