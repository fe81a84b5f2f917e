import type { GuardianReviewFact as Review } from "@codex-contracts/protocol/facts";
import { count, members, text, word } from "./read.js";

type Result = Pick<
  Review,
  "decision" | "terminal_status" | "failure_reason" | "risk_level" | "user_authorization" | "outcome"
>;

const RISKS: Readonly<Record<string, Result["risk_level"]>> = {
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
};
const AUTHORIZATIONS: Readonly<Record<string, Result["user_authorization"]>> = {
  unknown: "unknown",
  low: "low",
  medium: "medium",
  high: "high",
};
const NO_VERDICT = { risk_level: null, user_authorization: null, outcome: null } as const;

/** How Codex begins the rationale of a review that reached no verdict. */
const FAILED = "Automatic approval review failed: ";
const NO_ASSESSMENT = /^guardian assessment /;

/** How a review ended, by the table of P11; undefined for a status of another release. */
export function resultOf(review: unknown): Result | undefined {
  const { status, riskLevel, userAuthorization, rationale } = members(review);
  const assessment = {
    risk_level: word(RISKS, riskLevel) ?? null,
    user_authorization: word(AUTHORIZATIONS, userAuthorization) ?? null,
  };
  const failure = text(rationale)?.startsWith(FAILED) ? text(rationale)?.slice(FAILED.length) : undefined;
  const results: Readonly<Record<string, Result>> = {
    approved: {
      decision: "approved",
      terminal_status: "approved",
      failure_reason: null,
      ...assessment,
      outcome: "allow",
    },
    denied:
      failure === undefined
        ? {
            decision: "denied",
            terminal_status: "denied",
            failure_reason: null,
            ...assessment,
            outcome: "deny",
          }
        : {
            decision: "denied",
            terminal_status: "failed_closed",
            failure_reason: NO_ASSESSMENT.test(failure) ? "parse_error" : "session_error",
            ...NO_VERDICT,
          },
    timedOut: { decision: "denied", terminal_status: "timed_out", failure_reason: "timeout", ...NO_VERDICT },
    aborted: { decision: "aborted", terminal_status: "aborted", failure_reason: "cancelled", ...NO_VERDICT },
  };
  return word(results, status);
}

type Action = Review["reviewed_action"];
type Source = Extract<Action, { type: "execve" }>["source"];
type Protocol = Extract<Action, { type: "network_access" }>["protocol"];

const SOURCES: Readonly<Record<string, Source>> = { shell: "shell", unifiedExec: "unified_exec" };
const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  http: "http",
  https: "https",
  socks5Tcp: "socks5_tcp",
  socks5Udp: "socks5_udp",
};

const nullable = (value: unknown) => text(value) ?? null;

/**
 * What of an action an event may hold. Which sandbox a command asked to leave and whether it wants a terminal
 * is not on the wire: it counts as one that asked for escalation, without a terminal, which most are.
 */
export function reviewedActionOf(action: unknown): Action | undefined {
  const { type, source, program, protocol, port, ...rest } = members(action);
  const from = word(SOURCES, source) ?? "shell";
  const escalated = { sandbox_permissions: "require_escalated", additional_permissions: null } as const;
  const actions: Readonly<Record<string, () => Action>> = {
    command: () =>
      from === "shell" ? { type: "shell", ...escalated } : { type: "unified_exec", ...escalated, tty: false },
    execve: () => ({
      type: "execve",
      source: from,
      program: text(program) ?? "",
      additional_permissions: null,
    }),
    applyPatch: () => ({ type: "apply_patch" }),
    networkAccess: () => ({
      type: "network_access",
      protocol: word(PROTOCOLS, protocol) ?? "https",
      port: count(port),
    }),
    mcpToolCall: () => ({
      type: "mcp_tool_call",
      server: text(rest["server"]) ?? "",
      tool_name: text(rest["toolName"]) ?? "",
      connector_id: nullable(rest["connectorId"]),
      connector_name: nullable(rest["connectorName"]),
      tool_title: nullable(rest["toolTitle"]),
    }),
    requestPermissions: () => ({ type: "request_permissions" }),
  };
  return word(actions, type)?.();
}
