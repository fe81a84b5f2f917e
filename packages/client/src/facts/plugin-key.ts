import type { PluginInfo } from "@codex-contracts/protocol/facts";

export type PluginName = Pick<PluginInfo, "plugin_name" | "marketplace_name">;

const PART = /^[A-Za-z0-9_-]+$/;

/** Key of a plugin, `name@marketplace` (P19). */
export function pluginKey({ plugin_name, marketplace_name }: PluginName): string {
  return `${plugin_name}@${marketplace_name}`;
}

/** Splits a plugin key at its last `@` (P19); undefined when a part is not ASCII letters, digits, `-` and `_`. */
export function parsePluginKey(key: string): PluginName | undefined {
  const at = key.lastIndexOf("@");
  const plugin_name = key.slice(0, Math.max(at, 0));
  const marketplace_name = key.slice(at + 1);
  return at > 0 && PART.test(plugin_name) && PART.test(marketplace_name)
    ? { plugin_name, marketplace_name }
    : undefined;
}
