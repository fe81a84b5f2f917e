/** Entries that need Node, with the reason. All others have to work in browsers; one that does after all fails the tests. */
export const NODE_ONLY: readonly { readonly specifier: string; readonly reason: string }[] = [
  { specifier: "@codex-contracts/client/app-server", reason: "starts the app-server as a child process" },
  { specifier: "@codex-contracts/codegen", reason: "reads and writes files" },
  { specifier: "@codex-contracts/fixtures/recorded", reason: "reads the recorded files" },
  { specifier: "@codex-contracts/hooks", reason: "writes the answer of a hook to the standard output" },
  {
    specifier: "@codex-contracts/hooks/config",
    reason: "reads matchers as Rust does, by a library that loads itself from disk",
  },
  { specifier: "@codex-contracts/hooks/host", reason: "runs hooks as child processes" },
  { specifier: "@codex-contracts/hooks/try", reason: "runs hooks as child processes" },
];
