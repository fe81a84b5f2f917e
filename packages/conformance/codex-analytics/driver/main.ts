/** Plays the session with a real Codex; started inside a network namespace by play-session.ts. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAppServer } from "./app-server.js";
import { startBackend } from "./backend.js";
import { makeGates } from "./gates.js";
import { scriptedHooks, writeHome } from "./home.js";
import { writeModelCatalogue } from "./model-catalogue.js";
import { startPassThrough } from "./pass-through.js";
import type { SessionPlan, SessionResult } from "./plan.js";
import { makeRecorder } from "./recorder.js";
import { makeRepository, writeSkills } from "./repository.js";
import { type Act, SESSION } from "./session.js";
import { type Ingestion, startIngestion } from "./start-ingestion.js";

const SERVER_PORT = 8081;
const CODEX_PORT = 8082;
const PATHS = ["/v1/stats", "/v1/quarantine"];
const SETTLED = 120;
const OVER = 700;

const plan: SessionPlan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { folder } = plan;
const home = join(folder, "home");
const repo = join(folder, "repo");
const gates = makeGates();
const { record, quiet } = makeRecorder(plan.out);
const backend = await startBackend(gates);
const ingestion =
  plan.server === undefined
    ? undefined
    : await startIngestion({ folder: plan.server, port: SERVER_PORT, upstream: backend.address });
const target = ingestion?.address ?? backend.address;
const passing = await startPassThrough({ port: CODEX_PORT, target, record });
const { address } = passing;
for (const name of ["project", "repo/.codex"]) mkdirSync(join(folder, name), { recursive: true });
writeFileSync(join(repo, ".codex/hooks.json"), JSON.stringify(scriptedHooks(".hooks/project")));
mkdirSync(home);
writeModelCatalogue(plan.binary, home);
writeHome(home, address, [repo]);
writeSkills(home, repo);
makeRepository(repo);
for (const act of SESSION) await play(act);
const told = ingestion === undefined ? undefined : await whatIsTold(ingestion);
await ingestion?.stop();
const result: SessionResult = { answers: passing.answers, told };
writeFileSync(plan.result, JSON.stringify(result));
passing.close();
backend.close();
process.exit(0);

async function play({ name, args, hooks, initialize, refresh = "token", scenes }: Act): Promise<void> {
  const hooksFile = join(home, "hooks.json");
  if (hooks) writeFileSync(hooksFile, JSON.stringify(scriptedHooks(".hooks/user")));
  else rmSync(hooksFile, { force: true });
  record({ at: Date.now(), process: name });
  const env = { CODEX_REFRESH_TOKEN_URL_OVERRIDE: `${address}/oauth/${refresh}` };
  const answer = () => ({ decision: "accept" });
  const server = await startAppServer({ binary: plan.binary, args, home, cwd: folder, env, record, answer });
  await server.request("initialize", initialize);
  const settle = () => quiet(SETTLED);
  for (const scene of scenes) {
    await scene({ server, gates, folder, home, settle });
    await settle();
  }
  await quiet(OVER);
  await server.stop();
}

/** Asks the server once it has stored everything, or after a while. */
async function whatIsTold({ ask }: Ingestion): Promise<Record<string, unknown>> {
  for (let left = 100; left > 0; left -= 1) {
    const told = Object.fromEntries(
      await Promise.all(PATHS.map(async (path) => [path, await ask(path)] as const)),
    );
    if (left === 1 || told["/v1/stats"]?.log?.entries === 0) return told;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {};
}
