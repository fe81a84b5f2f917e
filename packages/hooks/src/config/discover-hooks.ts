import { type AcceptedHooks, acceptHooks, type HookHandlerEntry } from "./accept-hooks.js";
import type { HookFiles } from "./hook-files.js";
import type { DeclaredHooks } from "./hooks-file.js";
import {
  type ConfigLayer,
  folderOf,
  inlinePathOf,
  join,
  layerFacts,
  type ManagedHooks,
  requirementSources,
} from "./layers.js";
import { parseHooksFile } from "./parse-hooks-file.js";

export interface HookSources {
  readonly layers: readonly ConfigLayer[];
  readonly managed?: ManagedHooks;
}

export interface DiscoveredHooks {
  /** In the order in which Codex numbers and counts them. */
  readonly handlers: readonly HookHandlerEntry[];
  /** What Codex tells the user after the start of the session. */
  readonly warnings: readonly string[];
}

/** What a source declares, before it is numbered. */
interface Declared {
  readonly path: string;
  readonly hooks: DeclaredHooks;
}

/** Loads hooks as Codex 0.125.0 does: managed ones, then layer by layer, hooks.json before config.toml. */
export function discoverHooks(files: HookFiles, { layers, managed }: HookSources): DiscoveredHooks {
  const warnings: string[] = [];
  const handlers: HookHandlerEntry[] = [];
  const add = (accepted: AcceptedHooks): void => {
    handlers.push(...accepted.handlers);
    warnings.push(...accepted.warnings);
  };
  const declaredByCompany = managed === undefined ? null : readManaged(files, managed, warnings);
  if (managed !== undefined && declaredByCompany !== null)
    add(acceptHooks(declaredByCompany, requirementSources[managed.from], handlers.length));
  for (const layer of inOrder(layers)) {
    const declared = readLayer(files, layer, warnings);
    for (const source of declared) add(acceptHooks(source, layerFacts[layer.kind].source, handlers.length));
  }
  return { handlers, warnings };
}

/** Layers of one kind stay in the order given: the root of a project before the working directory. */
function inOrder(layers: readonly ConfigLayer[]): readonly ConfigLayer[] {
  const home = layers.find((layer) => layer.kind === "user")?.folder;
  return layers
    .filter((layer) => layer.kind !== "project" || (layer.trusted && layer.folder !== home))
    .sort((one, other) => layerFacts[one.kind].precedence - layerFacts[other.kind].precedence);
}

function readLayer(files: HookFiles, layer: ConfigLayer, warnings: string[]): readonly Declared[] {
  const folder = folderOf(layer);
  const file = folder === null ? null : readFile(files, join(folder, "hooks.json"), warnings);
  const inline = readInline(layer.inline, inlinePathOf(layer), warnings);
  const declared = [file, inline].filter((source) => source !== null);
  if (file !== null && inline !== null)
    warnings.push(
      `loading hooks from both ${file.path} and ${inline.path}; prefer a single representation for this layer`,
    );
  return declared;
}

function readFile(files: HookFiles, path: string, warnings: string[]): Declared | null {
  const read = files.read(path);
  if (read.kind === "missing") return null;
  if (read.kind === "error") {
    warnings.push(`failed to read hooks config ${path}: ${read.message}`);
    return null;
  }
  const parsed = parseHooksFile(read.text);
  if (!parsed.ok) {
    warnings.push(`failed to parse hooks config ${path}: ${parsed.message}`);
    return null;
  }
  return nonEmpty(path, parsed.hooks);
}

function readInline(table: unknown, path: string, warnings: string[]): Declared | null {
  if (table === undefined) return null;
  const parsed = parseHooksFile(JSON.stringify({ hooks: table }));
  if (parsed.ok) return nonEmpty(path, parsed.hooks);
  warnings.push(`failed to parse TOML hooks in ${path}: ${withoutPlace(parsed.message)}`);
  return null;
}

function readManaged(files: HookFiles, managed: ManagedHooks, warnings: string[]): Declared | null {
  const { folder, name } = managed;
  const skip = (why: string): null => {
    warnings.push(`skipping managed hooks from ${name}: ${why}`);
    return null;
  };
  const declared = readInline(managed.hooks, folder ?? name, warnings);
  if (declared === null) return null;
  if (folder === null) return skip("no managed hook directory is configured for this platform");
  if (!isAbsolute(folder)) return skip(`managed hook directory ${folder} is not absolute`);
  const found = files.folder(folder);
  if (found === "missing") return skip(`managed hook directory ${folder} does not exist`);
  if (found === "other") return skip(`managed hook directory ${folder} is not a directory`);
  return declared;
}

/** Codex takes a source that declares no group for one that is not there. */
function nonEmpty(path: string, hooks: DeclaredHooks): Declared | null {
  return Object.values(hooks).some((groups) => groups.length > 0) ? { path, hooks } : null;
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]|^\\\\/.test(path);
}

/** A line and a column of our own rendering of the table mean nothing to anybody. */
function withoutPlace(message: string): string {
  return message.replace(/ at line \d+ column \d+$/, "");
}
