/** Plays the session with a real Codex; started inside a network namespace by play-session.ts. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAppServer } from "./app-server.js";
import { startBackend } from "./backend.js";
import { makeGates } from "./gates.js";
import { scriptedHooks, writeHome } from "./home.js";
import type { SessionPlan } from "./plan.js";
import { makeRecorder } from "./recorder.js";
import { makeRepository, writeSkills } from "./repository.js";
import { type Act, SESSION } from "./session.js";

const plan: SessionPlan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { folder } = plan;
const home = join(folder, "home");
const repo = join(folder, "repo");
const gates = makeGates();
const { record, quiet } = makeRecorder(plan.out);
const backend = await startBackend({ gates, record });
const address = `http://127.0.0.1:${backend.port}`;
for (const name of ["project", "repo/.codex"]) mkdirSync(join(folder, name), { recursive: true });
writeFileSync(join(repo, ".codex/hooks.json"), JSON.stringify(scriptedHooks(".hooks/project")));
writeHome(home, address, [repo]);
writeSkills(home, repo);
makeRepository(repo);
for (const act of SESSION) await play(act);
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
  for (const scene of scenes) await scene({ server, gates, folder, home });
  await quiet();
  await server.stop();
}
