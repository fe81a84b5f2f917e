/** Cases in which Codex and the contracts do not agree, with the reason; one that no longer holds fails the tests. */
export const HOOK_EXCEPTIONS: readonly { readonly name: string; readonly reason: string }[] = [];
