import {
  type Explanation,
  encodeProfile,
  encodeSandboxPolicy,
  explainProfile,
  type LegacyProjection,
  type Loss,
} from "@codex-contracts/permissions";
import type { ReadInput } from "./read-input.js";
import type { Subject } from "./subject.js";

/** A subject with its explanation. */
export interface Explained extends Subject {
  readonly explanation: Explanation;
}

/** Explains a subject. The projection of a policy is the policy itself, which loses nothing. */
export function explainSubject(subject: Subject): Explained {
  const { input, profile, context } = subject;
  const explanation = explainProfile(profile, context);
  if (input.permissions.kind === "profile") return { ...subject, explanation };
  const legacy = { ok: true, policy: input.permissions.policy, losses: [], reported: profile } as const;
  return { ...subject, explanation: { ...explanation, legacy } };
}

/** What `permissions explain --json` prints. Members are only ever added within one `version`. */
export function explainReport(explained: Explained): unknown {
  const { input, explanation } = explained;
  const { places, denyGlobs, withoutEffect, legacy, ...rest } = explanation;
  return {
    ...subjectReport(explained),
    ...rest,
    places: places.map((place) => ({ ...place, entries: place.entries.map(inProfile) })),
    denyGlobs: denyGlobs.map(({ pattern, entries, error, caveats }) => ({
      pattern,
      entries: entries.map(inProfile),
      error: error ?? null,
      caveats,
    })),
    withoutEffect: withoutEffect.map(({ entry, reason }) => ({ entry: inProfile(entry), reason })),
    legacy: legacyReport(legacy),
    tolerated: toleratedReport(input),
  };
}

/** The members that every answer about a profile begins with. */
export function subjectReport({ input: { file, shape }, profile, context: { cwd } }: Subject): object {
  return { version: 1, file, shape, cwd, profile: encodeProfile(profile) };
}

/** What the input says that Codex ignores. */
export function toleratedReport({ tolerated }: ReadInput): readonly object[] {
  return tolerated.map(({ path, kind }) => ({ pointer: path, kind }));
}

/** A pointer from the restricted file system as one from the profile of the report. */
export function inProfile(pointer: string): string {
  return `/fileSystem${pointer}`;
}

/** What a policy loses, with the entry that it loses or null. */
export function lossReport({ code, effect, entry }: Loss): object {
  return { code, effect, entry: entry === undefined ? null : inProfile(entry) };
}

function legacyReport(legacy: LegacyProjection): object {
  if (!legacy.ok)
    return { ok: false, error: { ...legacy.error, entries: legacy.error.entries.map(inProfile) } };
  return {
    ok: true,
    policy: encodeSandboxPolicy(legacy.policy),
    losses: legacy.losses.map(lossReport),
    reported: encodeProfile(legacy.reported),
  };
}
