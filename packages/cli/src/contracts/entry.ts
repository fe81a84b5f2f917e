import type { catalogue } from "@codex-contracts/protocol/catalogue";

/** What the catalogue says of one contract. */
export type Entry = (typeof catalogue)[number];
