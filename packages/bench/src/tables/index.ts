import { accept } from "./accept.js";
import type { BenchTable } from "./bench-table.js";
import { cluster } from "./cluster.js";
import { mixed } from "./mixed.js";
import { parse } from "./parse.js";
import { record } from "./record.js";
import { reject } from "./reject.js";
import { serve } from "./serve.js";
import { size } from "./size.js";
import { startup } from "./startup.js";
import { store } from "./store.js";
import { writeSchema } from "./write-schema.js";

/** Every table by the word that asks for it, in the order in which they are printed. */
export const tables: Readonly<Record<string, BenchTable>> = {
  accept,
  mixed,
  parse,
  reject,
  record,
  serve,
  store,
  cluster,
  startup,
  size,
  "write-schema": writeSchema,
};
