/** The requests that carry permissions, by the member that a profile excludes. */
const rivalOf = {
  "thread/start": "sandbox",
  "thread/resume": "sandbox",
  "thread/fork": "sandbox",
  "turn/start": "sandboxPolicy",
  "command/exec": "sandboxPolicy",
} as const;

/** A request that may carry a permission profile. */
export type PermissionRequest = keyof typeof rivalOf;

/** Why Codex refuses the parameters of a request, with its own message. */
export interface ParamsError {
  readonly code: "exclusive" | "empty-command";
  /** JSON Pointer to the member to blame. */
  readonly path: string;
  readonly message: string;
}

export interface PermissionParams {
  readonly permissionProfile?: unknown;
  readonly sandbox?: unknown;
  readonly sandboxPolicy?: unknown;
  readonly command?: unknown;
}

/**
 * What Codex checks between the members of a request: a profile excludes the older member, null counts as absent, and
 * an empty command is refused first. Undefined when nothing is wrong. Source: observed, Codex 0.125.0.
 */
export function checkPermissionParams(
  request: PermissionRequest,
  params: PermissionParams,
): ParamsError | undefined {
  if (request === "command/exec" && Array.isArray(params.command) && params.command.length === 0) {
    return { code: "empty-command", path: "/command", message: "command must not be empty" };
  }
  const rival = rivalOf[request];
  if (isAbsent(params.permissionProfile) || isAbsent(params[rival])) return undefined;
  const message = `\`permissionProfile\` cannot be combined with \`${rival}\``;
  return { code: "exclusive", path: "/permissionProfile", message };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
