// A process that speaks like an app-server, or misbehaves as its first argument says.
import { createInterface } from "node:readline";

const [mode = "echo"] = process.argv.slice(2);
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const onRequest = {
  echo: ({ id, method, params }) => say({ id, result: { method, params } }),
  silent: () => {},
  exit: () => process.exit(3),
  "last-words": ({ id }) => {
    say({ id, result: "last words" });
    process.exit(0);
  },
  "bad-line": () => process.stdout.write("Segmentation fault\n"),
  "flood-and-exit": () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, n) => `${JSON.stringify({ method: "tick", params: { n } })}\n`,
    );
    process.stdout.write(lines.join(""), () => process.exit(0));
  },
  noisy: ({ id }) => {
    process.stderr.write("e".repeat(1 << 20), () => say({ id, result: "written" }));
  },
  stubborn: ({ id }) => say({ id, result: process.pid }),
};

if (mode === "stubborn") {
  process.on("SIGTERM", () => {});
  // Stays when its input is closed.
  setInterval(() => {}, 60_000);
}

createInterface({ input: process.stdin }).on("line", (line) => onRequest[mode](JSON.parse(line)));
