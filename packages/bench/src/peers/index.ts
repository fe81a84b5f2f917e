import { ajv } from "./ajv.js";
import { ajvStandalone } from "./ajv-standalone.js";
import { ata } from "./ata.js";
import type { Peer } from "./peer.js";
import { typebox } from "./typebox.js";
import { valibot } from "./valibot.js";
import { zod } from "./zod.js";

/** What people would use instead, in the order of the tables. */
export const peers: readonly Peer[] = [typebox, ata, ajvStandalone, ajv, zod, valibot];
