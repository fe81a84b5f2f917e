import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Opens a file and says so; ends when it is killed. */
const SCRIPT = `
const { DuckDBInstance } = require("@duckdb/node-api");
DuckDBInstance.create(process.argv[1]).then((instance) => {
  globalThis.held = instance;
  console.log("open");
  setInterval(() => {}, 1000);
});`;

/** Another process that has the file of a store open, as a command has that asks while no server runs. */
export async function holdOpen(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", SCRIPT, file], { stdio: "pipe" });
  await once(child.stdout, "data");
  return child;
}
