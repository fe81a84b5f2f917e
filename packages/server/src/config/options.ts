import { ServerConfig } from "@codex-contracts/protocol/ingestion/server-config";
import { defaultConfig } from "./defaults.js";

/** How the value of an option is written in the environment and on the command line. */
export type OptionKind = "text" | "number" | "boolean" | "list" | "map";

/** An option of the server, as its schema describes it. */
export interface ConfigOption {
  /** As in a file: `max_body_bytes`. */
  readonly name: keyof ServerConfig;
  /** `--max-body-bytes`. */
  readonly flag: string;
  /** `CODEX_CONTRACTS_MAX_BODY_BYTES`. */
  readonly variable: string;
  readonly kind: OptionKind;
  readonly description: string;
  /** Undefined for an option without one. */
  readonly default: ServerConfig[keyof ServerConfig];
  /** The words that it can be; undefined for any. */
  readonly choices: readonly string[] | undefined;
}

const KINDS: Readonly<Record<string, OptionKind>> = {
  string: "text",
  integer: "number",
  boolean: "boolean",
  array: "list",
  object: "map",
};

/** Every option, in the order of the schema. */
export function configOptions(): readonly ConfigOption[] {
  // The bundled schema of an object with properties, each with a description and a type.
  const { properties } = ServerConfig.schema as {
    readonly properties: Readonly<Record<string, OptionSchema>>;
  };
  return Object.entries(properties).map(([key, { description, type, enum: choices }]) => {
    const name = key as keyof ServerConfig;
    return {
      name,
      flag: `--${key.replaceAll("_", "-")}`,
      variable: `CODEX_CONTRACTS_${key.toUpperCase()}`,
      kind: KINDS[type] ?? "text",
      description,
      default: defaultConfig[name],
      choices,
    };
  });
}

interface OptionSchema {
  readonly description: string;
  readonly type: string;
  readonly enum?: readonly string[];
}
