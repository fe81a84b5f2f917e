import type { TrackEventsResponse } from "@codex-contracts/protocol/ingestion/track-events-response";
import type { EventFinding, RequestJudgement } from "../judge/judge-request.js";

type Finding = TrackEventsResponse["findings"][number];

const MAX_FINDINGS = 100;

/** Text of a TrackEventsResponse. The common case, nothing found, is put together by hand. */
export function answerText(judged: RequestJudgement & { readonly ok: true }, duplicates: number): string {
  const { accepted, quarantined, unknown, findings } = judged;
  const list = findings.length === 0 ? "[]" : JSON.stringify(findings.slice(0, MAX_FINDINGS).map(onTheWire));
  return `{"accepted":${accepted},"quarantined":${quarantined},"unknown":${unknown},"duplicates":${duplicates},"findings":${list}}`;
}

function onTheWire({ index, verdict, eventType, issues, observations }: EventFinding): Finding {
  return {
    index,
    verdict,
    event_type: eventType,
    issues: issues.map(({ path, code, expected }) => ({ path, code, expected })),
    unknown_keys: observations.map(({ path }) => path),
  };
}
