/* What a command line needs to know of the configuration, without the server behind it. */
export { ConfigError } from "./config/config-error.js";
export { type CompleteConfig, defaultConfig } from "./config/defaults.js";
export { type ConfigOption, configOptions, type OptionKind } from "./config/options.js";
export { type ConfigSources, readConfig } from "./config/read-config.js";
