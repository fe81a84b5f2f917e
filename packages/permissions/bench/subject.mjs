// @ts-check
/** A profile of 50 entries as a large repository may have it, and 1,000 paths in and around that repository. */

/** @typedef {import("@codex-contracts/protocol/permissions").FileSystemSandboxEntry} Entry */

const ws = "/home/me/ws";
const packages = [
  "api",
  "app",
  "auth",
  "billing",
  "cli",
  "core",
  "docs",
  "infra",
  "jobs",
  "mail",
  "search",
  "web",
];

/** @type {Entry[]} */
const entries = [
  { path: { type: "special", value: { kind: "root" } }, access: "read" },
  { path: { type: "special", value: { kind: "current_working_directory" } }, access: "write" },
  { path: { type: "special", value: { kind: "slash_tmp" } }, access: "write" },
  ...packages.map((name) => entry(`${ws}/packages/${name}/dist`, "read")),
  ...packages.map((name) => entry(`${ws}/packages/${name}/src/gen`, "read")),
  ...packages.map((name) => entry(`${ws}/packages/${name}/secrets`, "none")),
  entry("/home/me/.ssh", "none"),
  entry("/home/me/.aws", "none"),
  entry("/home/me/.config/gh", "none"),
  entry("/etc/shadow", "none"),
  entry(`${ws}/packages/core/secrets/public`, "read"),
  entry(`${ws}/.github/workflows`, "read"),
  ...[
    "**/*.env",
    "**/*.pem",
    "**/id_{rsa,ed25519}*",
    "packages/*/fixtures/private-?.json",
    "/home/me/**/*.kdbx",
  ].map((pattern) => /** @type {Entry} */ ({ path: { type: "glob_pattern", pattern }, access: "none" })),
];

/** The profile as a client of the app-server sends it. */
export const profile = {
  type: /** @type {const} */ ("managed"),
  network: { enabled: false },
  fileSystem: { type: /** @type {const} */ ("restricted"), entries },
};

const folders = [
  ...packages.flatMap((name) => [
    `${ws}/packages/${name}/src`,
    `${ws}/packages/${name}/src/gen/types`,
    `${ws}/packages/${name}/dist/esm`,
    `${ws}/packages/${name}/secrets`,
    `${ws}/packages/${name}/fixtures`,
  ]),
  `${ws}/node_modules/.pnpm/typescript@7.0.2/node_modules/typescript/lib`,
  `${ws}/packages/core/secrets/public`,
  "/home/me/.ssh",
  "/home/me/documents",
  "/usr/lib/x86_64-linux-gnu",
  "/etc",
  "/tmp/build-4711/out",
];
const files = [
  "index.ts",
  "resolve-access.test.ts",
  "README.md",
  ".env",
  "server.pem",
  "id_rsa.pub",
  "private-1.json",
];

/** Folders and files in turn, 1,000 paths, every one of them different. */
export const paths = Array.from({ length: 1000 }, (_, index) => {
  const file = files[index % files.length];
  return `${folders[(index * 7) % folders.length]}/${index}/${file}`;
});

/**
 * @param {string} path
 * @param {Entry["access"]} access
 * @returns {Entry}
 */
function entry(path, access) {
  return { path: { type: "path", path }, access };
}
