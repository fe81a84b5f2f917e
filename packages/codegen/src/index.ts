export { type BuildResult, buildModel } from "./build-model.js";
export { bundleSchema, consumerSchema } from "./bundle.js";
export { filesBelow } from "./disk.js";
export { EMITTER_NAMES, type EmitterName, isEmitterName } from "./emitter-names.js";
export { GENERATED_FOLDERS } from "./generated-folders.js";
export { createMemo, type Memo, type MemoRecord } from "./memo.js";
export type {
  ContractModel,
  Example,
  GeneratedFile,
  InvalidExample,
  Model,
  Node,
  PrivacyClass,
  Property,
  TypeModel,
} from "./model.js";
export { type Change, planChanges } from "./plan.js";
export { classOf } from "./privacy/classes.js";
export { type Leaf, leaves } from "./privacy/leaves.js";
export type { Problem } from "./problem.js";
export { readSources } from "./read-sources.js";
export type { SourceFile } from "./source.js";
export { type WriteSchemaOptions, type WriteSchemaResult, writeSchema } from "./write-schema.js";
