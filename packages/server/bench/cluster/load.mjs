// Load from wrk: requests of a file, one after the other.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Lua that sends the bodies, one a line, as Codex does, and prints what wrk found as JSON. */
const script = (file) => `
local requests = {}
local at = 0
function init()
  for body in io.lines(${JSON.stringify(file)}) do
    requests[#requests + 1] = wrk.format("POST", "/codex/analytics-events/events", {["content-type"] = "application/json"}, body)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"us":%d,"p50":%d,"p99":%d,"failed":%d}\\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
`;

/** Sends for so many seconds; requests a second, milliseconds at p50 and p99, and how many failed. */
export async function load(program, { url, bodies, connections, seconds, folder }) {
  const file = join(folder, "bodies.ndjson");
  const lua = join(folder, "load.lua");
  writeFileSync(file, `${bodies.join("\n")}\n`);
  writeFileSync(lua, script(file));
  const { stdout } = await promisify(execFile)(program, [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "-s",
    lua,
    url,
  ]);
  const { requests, us, p50, p99, failed } = JSON.parse(stdout.trim().split("\n").at(-1));
  return { requests, perSecond: requests / (us / 1e6), p50: p50 / 1000, p99: p99 / 1000, failed };
}
