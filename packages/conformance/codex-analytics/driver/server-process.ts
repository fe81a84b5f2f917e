/** Our ingestion server as a process of its own: server-process.ts FOLDER PORT UPSTREAM. Ends with its standard input. */
import { startServer } from "@codex-contracts/server";

const [folder = "", port = "", upstream = ""] = process.argv.slice(2);
const server = await startServer({ folder, port: Number(port), upstream });
console.log("ready");
process.stdin.resume().on("end", async () => {
  await server.close();
  process.exit(0);
});
