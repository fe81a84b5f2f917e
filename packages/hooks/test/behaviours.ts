import { expect } from "vitest";
import {
  checkHooksConfig,
  compileMatcher,
  discoverHooks,
  layerFacts,
  matches,
  namesOfTool,
  requirementSources,
} from "../src/config.js";
import { hookEvents } from "../src/hook-events.js";
import {
  asksForNetwork,
  blockedToolMessage,
  hookRunEvent,
  hookRunFact,
  networkApprovalKey,
  permissionRequestInput,
  runIdSuffix,
} from "../src/host.js";
import { foldDecisions, foldEffects, judgeHookRun } from "../src/judge.js";
import { memoryFiles } from "./memory-files.js";
import type { HookCase } from "./recorded.js";

/** Cases about what was never in a release, or came after 0.125. */
export const newer: readonly string[] = [
  "pr_unmerged_continue_false_stops_turn",
  "pr_unmerged_interrupting_deny",
];

/** Cases about Codex around its hooks, which a package for hooks has no part in; each with where it is seen. */
export const elsewhere: Readonly<Record<string, string>> = {
  pr_flow_execve_allow_escalates: "what Codex does with an allow is up to its sandbox",
  pr_flow_mcp_remembered_skips_hook: "whether Codex asks at all is up to its memory of approvals",
  pre_not_for_plan_tool: "which tools reach hooks is up to Codex",
  pre_not_for_write_stdin: "which tools reach hooks is up to Codex",
  post_not_for_running_session: "when a tool has ended is up to Codex",
  stop_hook_active_sequence: "Codex runs the turn; seen in the conformance tests",
  ss_transcript_path_materialized: "Codex writes the transcript; seen in the conformance tests",
  metric_tags: "metrics carry the words of the analytics event; Codex counts them",
  metric_tags_expanded_source: "metrics carry the words of the analytics event; Codex counts them",
};

const turn = {
  sessionId: "s",
  turnId: "t",
  transcriptPath: null,
  cwd: "/w",
  model: "m",
  approvalPolicy: "on-request",
};
const judgePermission = (stdout: string, exitCode = 0) =>
  judgeHookRun({ event: "PermissionRequest", exitCode, stdout, stderr: "" }).decision;
const fileWith = (event: string, group: unknown) => JSON.stringify({ hooks: { [event]: [group] } });
const effect = { decision: null, shouldBlock: false, blockReason: null, shouldStop: false, stopReason: null };
const none = { ...effect, additionalContexts: [], feedback: [] };

/** How the cases are checked, by the beginning of their names. */
export const behaviours: readonly (readonly [names: RegExp, check: (given: HookCase) => void])[] = [
  [
    /^matcher_(\d|derived)/,
    ({ value, expect: wanted }) => {
      expect(matches(compileMatcher(value.matcher), [value.input])).toBe(wanted.matches);
    },
  ],
  [
    /^(matcher_alias|select_)/,
    ({ value, expect: wanted }) => {
      const names = value.inputs ?? [value.input];
      const fits = value.matchers.flatMap((matcher: string, index: number) =>
        matches(compileMatcher(matcher), names) ? [index] : [],
      );
      expect(fits).toEqual(wanted.selected_display_orders);
    },
  ],
  [
    /^pr_fold_failed/,
    ({ value, expect: wanted }) => {
      const decisions = value.handlers.map((handler: { stdout?: string; exit_code: number }) =>
        judgePermission(handler.stdout ?? "", handler.exit_code),
      );
      expect(foldDecisions(decisions)).toEqual(wanted.decision);
    },
  ],
  [
    /^pr_fold/,
    ({ value, expect: wanted }) => expect(foldDecisions(value.decisions)).toEqual(wanted.decision),
  ],
  [
    /^stop_aggregate/,
    ({ value, expect: wanted }) => {
      const effects = value.results.map((result: { should_block: boolean; block_reason: string }) => ({
        ...none,
        shouldBlock: result.should_block,
        blockReason: result.block_reason,
      }));
      expect(foldEffects("Stop", effects)).toMatchObject({
        shouldBlock: wanted.should_block,
        blockReason: wanted.block_reason,
      });
    },
  ],
  [
    /^pr_payload_omits/,
    ({ value, expect: wanted }) => {
      const input = permissionRequestInput(turn, {
        surface: "exec-command",
        command: value.command,
        justification: value.description,
      });
      expect(input).toMatchObject({ tool_name: wanted.tool_name, tool_input: wanted.tool_input });
      expect(input.tool_input).toEqual(wanted.tool_input);
    },
  ],
  [
    /^pr_payload_apply_patch/,
    ({ value, expect: wanted }) => {
      const { tool_name, tool_input } = permissionRequestInput(turn, {
        surface: "apply-patch",
        patch: value.patch,
      });
      expect({ tool_name, tool_input }).toEqual({
        tool_name: wanted.tool_name,
        tool_input: wanted.tool_input,
      });
      expect(namesOfTool(tool_name).slice(1)).toEqual(wanted.matcher_aliases);
    },
  ],
  [
    /^pr_flow_network_allow/,
    ({ expect: wanted }) => {
      const asks = foldDecisions([{ behavior: "allow" }]) === null;
      expect(asks).toBe(wanted.approval_prompt);
    },
  ],
  [
    /^pr_flow_deny_shell/,
    ({ value, expect: wanted }) => {
      const output = {
        hookSpecificOutput: {
          hookEventName: "PermissionRequest",
          decision: { behavior: "deny", message: value.message },
        },
      };
      expect(judgePermission(JSON.stringify(output))).toEqual({
        behavior: "deny",
        message: wanted.tool_output_to_model,
      });
    },
  ],
  [
    /^pr_network_flow/,
    ({ value, expect: wanted }) => {
      expect(asksForNetwork(value.approval_policy ?? "on-request", value.sandbox)).toBe(
        wanted.approval_flow_and_hook_reached,
      );
    },
  ],
  [
    /^pr_network_(no_)?dedupe/,
    ({ value, expect: wanted }) => {
      const keys = value.requests.map(([protocol, host, port]: [never, string, number]) =>
        networkApprovalKey({ protocol, host, port }),
      );
      expect(new Set(keys).size).toBe(wanted.hook_runs);
    },
  ],
  [
    /^pr_run_id/,
    ({ value, expect: wanted }) => {
      const subject = { surface: "exec-command", command: "x" } as const;
      const suffix = runIdSuffix(subject, "call-1", value.surface === "retry" ? "retry" : "first");
      expect(
        `${hookEvents.PermissionRequest.label}:${value.display_order}:${value.source_path}:${suffix}`,
      ).toBe(wanted.run_id);
    },
  ],
  [
    /^run_id/,
    ({ hook, value, expect: wanted }) => {
      if (hook === "any") throw new Error("a run belongs to an event");
      expect(
        `${hookEvents[hook].label}:${value.display_order}:${value.source_path}:${value.tool_use_id}`,
      ).toBe(wanted.run_id);
    },
  ],
  [
    /^pre_block_message/,
    ({ value, expect: wanted }) => {
      expect(blockedToolMessage(value.tool_name, { command: value.command }, value.reason)).toBe(
        wanted.message_to_model,
      );
    },
  ],
  [
    /^ss_trust/,
    ({ value, expect: wanted }) => {
      const files = memoryFiles({
        "/p/.codex/hooks.json": fileWith("SessionStart", { hooks: [{ type: "command", command: "x" }] }),
      });
      const loaded = value.cases.map(
        ([trust]: [string]) =>
          discoverHooks(files, {
            layers: [{ kind: "project", folder: "/p/.codex", trusted: trust === "trusted" }],
          }).handlers.length,
      );
      expect(loaded).toEqual(wanted.project_hooks_loaded);
    },
  ],
  [
    /^disc_/,
    ({ hook, value, expect: wanted }) => {
      const group = { hooks: [{ type: "command", command: "x" }], ...value };
      const { loaded, warnings } = checkHooksConfig(fileWith(hook, group));
      expect(warnings).toEqual([]);
      if (typeof wanted.handlers === "number")
        return expect(loaded.map(({ matcher }) => matcher)).toEqual([wanted.matcher]);
      const { timeout_sec: timeout, display_order: displayOrder = 0, matcher } = wanted.handlers[0];
      return expect(loaded).toMatchObject([{ matcher, timeout, displayOrder }]);
    },
  ],
  [
    /^cfg_hooks_json_shape/,
    ({ value, expect: wanted }) => {
      const { parsed, loaded } = checkHooksConfig(JSON.stringify(value));
      expect(parsed).toBe(wanted.parses);
      expect(loaded).toMatchObject([
        { timeout: wanted.handler.timeout_sec, statusMessage: wanted.handler.status_message },
      ]);
    },
  ],
  [
    /^cfg_(toml_shape|managed_requirements)/,
    ({ expect: wanted }) => {
      // What a TOML parser makes of the text of the case; parsing TOML is the caller's.
      const table = {
        PreToolUse: [
          {
            matcher: "^Bash$",
            hooks: [
              {
                type: "command",
                command: "python3 /tmp/pre.py",
                ...(wanted.parses ? { timeout: 10, statusMessage: "checking" } : {}),
              },
            ],
          },
        ],
      };
      const managed = {
        from: "system",
        name: "system requirements",
        folder: wanted.managed_dir ?? "/enterprise/place",
        hooks: table,
      } as const;
      const sources = wanted.parses
        ? { layers: [{ kind: "user", folder: "/home/.codex", inline: table }] as const }
        : { layers: [], managed };
      const { handlers } = discoverHooks(memoryFiles({}, ["/enterprise/place"]), sources);
      expect(handlers).toMatchObject([{ timeout: wanted.parses ? 10 : 600, matcher: "^Bash$" }]);
    },
  ],
  [
    /^cfg_managed_(dir|source)/,
    ({ expect: wanted }) => {
      const managed = {
        from: "mdm",
        name: "MDM managed preferences",
        folder: "/managed",
        hooks: { Stop: [{ hooks: [{ type: "command", command: "x" }] }] },
      } as const;
      const { handlers, warnings } = discoverHooks(
        memoryFiles({}, wanted.source_path === undefined ? [] : ["/managed"]),
        { layers: [], managed },
      );
      if (wanted.source_path !== undefined)
        return expect(handlers.map(({ sourcePath }) => sourcePath)).toEqual(["/managed"]);
      expect(handlers.length).toBe(wanted.handlers);
      for (const part of wanted.warning_contains) expect(warnings.join()).toContain(part);
    },
  ],
  [
    /^cfg_top_level/,
    ({ value, expect: wanted }) => {
      const { loaded, warnings, ignored } = checkHooksConfig(JSON.stringify(value));
      expect({ handlers: loaded.length, warnings }).toEqual({
        handlers: wanted.handlers,
        warnings: wanted.warnings,
      });
      expect(ignored.map(({ path }) => path)).toEqual(["/PermissionRequest"]);
    },
  ],
  [
    /^cfg_invalid_matcher/,
    ({ value, expect: wanted }) => {
      const groups = [value, {}].map((group) => ({ ...group, hooks: [{ type: "command", command: "x" }] }));
      const { loaded, warnings } = checkHooksConfig(JSON.stringify({ hooks: { PermissionRequest: groups } }));
      expect(loaded.length).toBe(1);
      expect(warnings.join()).toContain(wanted.warning_contains);
    },
  ],
  [
    /^cfg_/,
    ({ value, expect: wanted }) => {
      const { parsed, loaded, warnings } = checkHooksConfig(
        fileWith("PermissionRequest", { hooks: [value.handler] }),
      );
      expect(parsed).toBe(wanted.file_parse_error !== true);
      if (wanted.timeout_sec !== undefined) expect(loaded).toMatchObject([{ timeout: wanted.timeout_sec }]);
      if (wanted.handlers !== undefined) expect(loaded.length).toBe(wanted.handlers);
      if (wanted.warning_contains !== undefined) expect(warnings.join()).toContain(wanted.warning_contains);
    },
  ],
  [
    /^source_layer/,
    ({ value, expect: wanted }) => {
      const facts = Object.entries(layerFacts).find(([kind]) => kind === value.config_layer)?.[1];
      expect(facts?.source).toBe(wanted.hook_source);
    },
  ],
  [
    /^source_requirement/,
    ({ value, expect: wanted }) => {
      const from = {
        "MDM managed preferences": "mdm",
        "legacy managed_config.toml MDM": "legacy-managed-config-mdm",
        "cloud requirements": "cloud",
        "unknown or none": "unknown",
      } as const;
      const source = Object.entries(from).find(([name]) => name === value.requirement_source)?.[1];
      expect(requirementSources[source ?? "system"]).toBe(wanted.hook_source);
    },
  ],
  [
    /^analytics_/,
    ({ hook, value, expect: wanted }) => {
      const event = value.event_name ?? (hook === "any" ? "Stop" : hook);
      const given = {
        threadId: value.thread_id ?? "t",
        turnId: value.turn_id ?? "u",
        model: value.model_slug ?? "gpt-5",
      };
      const made = hookRunEvent(
        hookRunFact({ ...given, event, source: value.hook_source, status: value.status ?? "completed" }),
      );
      if (wanted.event !== undefined) expect(made).toEqual(wanted.event);
      for (const key of ["hook_source", "status", "hook_name"] as const)
        if (key in wanted) expect(made.event_params[key]).toBe(wanted[key]);
      if (wanted.event_type !== undefined) expect(made.event_type).toBe(wanted.event_type);
    },
  ],
];
