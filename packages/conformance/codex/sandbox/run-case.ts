import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAppServerError } from "@codex-contracts/client/app-server";
import {
  compileProfile,
  type Decision,
  decodeProfile,
  type LegacyProjection,
  profileToLegacy,
} from "@codex-contracts/permissions";
import type { PermissionProfile } from "@codex-contracts/protocol/permissions";
import { fileSystemView } from "../file-system-view.js";
import type { Codex } from "../harness/start-codex.js";
import { KNOWN_DIFFERENCES, type KnownDifference, type Surprise } from "./known-differences.js";
import { type Findings, probe, type Trial, trialsIn } from "./probe.js";
import { makeWorld, type World } from "./world.js";

/** One trial: what our resolution says of the path before, and what came of it. */
export interface Tried {
  readonly trial: Trial;
  readonly decision: Decision;
  readonly allowed: boolean;
  readonly succeeded: boolean;
  /** Why the two differ, where that is known. */
  readonly known: KnownDifference | undefined;
}

/** What Codex made of one profile, beside what we do. */
export interface CaseReport {
  readonly projection: LegacyProjection;
  readonly outcome:
    | { readonly kind: "ran"; readonly tried: readonly Tried[] }
    | { readonly kind: "did-not-run"; readonly why: string }
    | { readonly kind: "refused"; readonly message: string };
}

let worlds = 0;

/** Makes files, asks our resolution about all of them, then lets a command try under a real Codex. */
export async function runCase(
  codex: Codex,
  makeProfile: (world: World, programs: readonly string[]) => PermissionProfile,
): Promise<CaseReport> {
  worlds += 1;
  const folder = join(codex.root, `case-${worlds}`);
  try {
    const world = makeWorld(folder, codex.tmp);
    return await tryIn(codex, world, makeProfile(world, [dirname(codex.binary)]));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  }
}

async function tryIn(codex: Codex, world: World, wire: PermissionProfile): Promise<CaseReport> {
  const decoded = decodeProfile(wire);
  if (!decoded.ok) throw new Error(`a generated profile does not decode: ${JSON.stringify(decoded.issues)}`);
  const context = { cwd: world.ws, tmpdir: world.tmp, fileSystem: fileSystemView };
  const projection = profileToLegacy(decoded.value, context);
  const resolver = compileProfile(decoded.value, context);
  // The trials make files, which decisions depend on: they are made before.
  const decisions = trialsIn(world).map((trial) => ({ trial, decision: resolver.decide(trial.path) }));
  const outcome = await outcomeOf(
    () => probe(codex, wire, world),
    (findings) =>
      decisions.map(({ trial, decision }) =>
        compare({ trial, decision, profile: wire, resolver }, findings.succeeded(trial)),
      ),
  );
  return { projection, outcome };
}

/** To be asked while the files are there: some differences are about links. */
function compare(made: Surprise, succeeded: boolean): Tried {
  const { trial, decision } = made;
  const allowed = trial.act === "read" ? decision.access !== "none" : decision.access === "write";
  const effect = succeeded ? "wider" : "narrower";
  const known = KNOWN_DIFFERENCES.find(
    (each) => allowed !== succeeded && each.effect === effect && each.covers(made),
  );
  return { trial, decision, allowed, succeeded, known };
}

async function outcomeOf(
  run: () => Promise<Findings>,
  compareAll: (findings: Findings & { ran: true }) => readonly Tried[],
): Promise<CaseReport["outcome"]> {
  try {
    const findings = await run();
    return findings.ran
      ? { kind: "ran", tried: compareAll(findings) }
      : { kind: "did-not-run", why: findings.why };
  } catch (error) {
    if (isAppServerError(error) && error.remote !== undefined)
      return { kind: "refused", message: error.remote.message };
    throw error;
  }
}
