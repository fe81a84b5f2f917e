import { setTimeout as delay } from "node:timers/promises";
import { storeErrorCode } from "../store/store-error.js";

/** Milliseconds to wait for another process that has the files open: a command that asks is over soon. */
const PATIENCE_MS = 10_000;
const AGAIN_AFTER_MS = 100;

/** Opens the files of a store as soon as no other process has them open. Throws its StoreError `locked` in the end. */
export async function whenFree<T>(open: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (storeErrorCode(error) !== "locked" || Date.now() >= end) throw error;
    }
    await delay(AGAIN_AFTER_MS);
  }
}
