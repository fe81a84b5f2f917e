/** Entries that need Node, with the reason. All others have to work in browsers; one that does after all fails the tests. */
export const NODE_ONLY: readonly { readonly specifier: string; readonly reason: string }[] = [
  { specifier: "@codex-contracts/client", reason: "keeps what could not be delivered on disk" },
  { specifier: "@codex-contracts/client/app-server", reason: "starts the app-server as a child process" },
  { specifier: "@codex-contracts/client/producers", reason: "asks git, and looks for skill files" },
  {
    specifier: "@codex-contracts/client/reducer",
    reason: "hashes skill ids by SHA-1, which nothing else does at once",
  },
  { specifier: "@codex-contracts/codegen", reason: "reads and writes files" },
  { specifier: "@codex-contracts/codegen/compat", reason: "reads files, git and packages" },
  { specifier: "@codex-contracts/codegen/lint", reason: "reads files" },
  { specifier: "@codex-contracts/codegen/mutation", reason: "reads and writes files" },
  { specifier: "@codex-contracts/fixtures/recorded", reason: "reads the recorded files" },
  { specifier: "@codex-contracts/hooks", reason: "writes the answer of a hook to the standard output" },
  {
    specifier: "@codex-contracts/hooks/config",
    reason: "reads matchers as Rust does, by a library that loads itself from disk",
  },
  { specifier: "@codex-contracts/hooks/host", reason: "runs hooks as child processes" },
  { specifier: "@codex-contracts/hooks/try", reason: "runs hooks as child processes" },
  { specifier: "@codex-contracts/server", reason: "is a server" },
  { specifier: "@codex-contracts/server/store", reason: "stores in DuckDB and PostgreSQL" },
  { specifier: "@codex-contracts/server/tokens", reason: "keeps tokens in a file" },
];
