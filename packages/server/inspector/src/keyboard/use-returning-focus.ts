import { useEffect, useRef } from "preact/hooks";
import { focusOpener } from "./rows.js";

/** Gives the focus back to what had opened something, when that is closed and took the focus with it. */
export function useReturningFocus(open: string | null): void {
  const before = useRef(open);
  useEffect(() => {
    const closed = before.current;
    before.current = open;
    if (closed === null || closed === open) return;
    if (document.activeElement === null || document.activeElement === document.body) focusOpener(closed);
  }, [open]);
}
