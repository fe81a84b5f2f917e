/** What the Rust decoder of Codex takes although no schema of its own says so. Nobody should write it. */
export const ACCIDENTS: readonly { readonly name: string; readonly member: object }[] = [
  { name: "a disabled profile as an array", member: { permissionProfile: ["disabled"] } },
  { name: "an external profile as an array", member: { permissionProfile: ["external", { enabled: true }] } },
  { name: "the network as an array", member: { permissionProfile: { type: "external", network: [true] } } },
];
