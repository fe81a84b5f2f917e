import { PermissionsRequestApprovalResponse } from "@codex-contracts/protocol/app-server/permissions-request-approval-response";
import { decodeGrantedOverlay } from "../decode/decode-overlay.js";
import { emptyOverlay, type Overlay } from "../model/overlay.js";
import type { PathContext } from "../path/path-context.js";
import { intersectOverlays } from "./intersect.js";

/** What a request for permissions came to. */
export interface GrantedRequest {
  readonly permissions: Overlay;
  /** How long the grant holds. */
  readonly scope: "turn" | "session";
  /** Whether every later command of the turn is reviewed although permissions were granted. */
  readonly strictAutoReview: boolean;
}

const nothing: GrantedRequest = { permissions: emptyOverlay, scope: "turn", strictAutoReview: false };

/**
 * What Codex makes of a client's answer to `item/permissions/requestApproval`. An answer that cannot be read grants
 * nothing; so does strict review together with the scope of a session. Source: observed, Codex 0.125.0.
 *
 * @param answer The result as the client sent it, not yet judged.
 */
export function answerRequest(requested: Overlay, answer: unknown, context: PathContext): GrantedRequest {
  const judged = PermissionsRequestApprovalResponse.consumer.safeParse(answer);
  if (!judged.ok) return nothing;
  const { permissions, scope = "turn", strictAutoReview } = judged.value;
  const granted = decodeGrantedOverlay(permissions);
  const strict = strictAutoReview === true;
  if (!granted.ok || (strict && scope === "session")) return nothing;
  return {
    permissions: intersectOverlays(requested, granted.value, context),
    scope,
    strictAutoReview: strict,
  };
}
