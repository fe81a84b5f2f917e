// A part of the cluster in a process of its own:  node part.mjs bare|server|worker SETTINGS
import { createServer } from "node:http";
import { growHeap } from "../../dist/serve/grow-heap.js";

const PARTS = {
  /** What any server costs here: node:http that parses and answers. */
  async bare() {
    const server = createServer((request, response) => {
      const chunks = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const { events } = JSON.parse(Buffer.concat(chunks).toString());
        response.setHeader("content-type", "application/json");
        response.end(`{"accepted":${events.length}}`);
      });
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() };
  },
  async server(settings) {
    const { startServer } = await import("../../dist/serve/start-server.js");
    growHeap();
    return startServer({ host: "127.0.0.1", port: 0, store: "none", ...settings });
  },
  async worker(settings) {
    const { startWorker } = await import("../../dist/serve/start-worker.js");
    growHeap();
    return startWorker(settings, { logTo: process.stderr });
  },
};

const [name, settings] = process.argv.slice(2);
const part = await PARTS[name](JSON.parse(settings));
process.once("SIGTERM", async () => {
  await part.close();
  process.exit(0);
});
process.send({ url: part.url });
