/** The configuration cannot be used; the message says which option, from where, and what was expected. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "CONFIG";
}
