export type HookErrorCode = "BAD_INPUT" | "BAD_ANSWER" | "DEADLINE" | "NO_ANSWER" | "STDOUT";

/** Why a hook ends without an answer. Never holds what was read: requests hold commands and paths. */
export class HookError extends Error {
  override readonly name = "HookError";
  readonly code: HookErrorCode;

  constructor(code: HookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
