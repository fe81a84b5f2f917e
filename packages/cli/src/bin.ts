import { readFileSync } from "node:fs";
import { explainError } from "./explain-error.js";
import { processContext } from "./process-context.js";

// A reader that has seen enough (`| head`) closes the pipe: that is no failure, the rest is dropped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const context = processContext();
process.on("uncaughtException", (error) => process.exit(explainError(error, context)));

// Our own file, written by us.
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const args = process.argv.slice(2);
if (args.length === 1 && args[0] === "--version") {
  // Asked by scripts at every start: answered without loading anything more.
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import("./main.js");
  process.exitCode = await main(args, version, context);
}
