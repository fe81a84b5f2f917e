export { type HookFixtures, hookFixtures } from "./try/hook-fixtures.js";
export { type ExampleFile, type InitHookOptions, initHook } from "./try/init-hook.js";
export { type TriedHook, type TryHookOptions, tryHook } from "./try/try-hook.js";
