/** Links that j and k go through, in the order of the page. */
function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}

/** Moves the focus to the row after or before the one that has it, or had it last. Returns the row. */
export function moveRow(step: 1 | -1): HTMLElement | undefined {
  const all = rows();
  const focused = document.activeElement?.closest<HTMLElement>("[data-row]");
  const current = focused ?? document.querySelector<HTMLElement>("[data-row][aria-current]");
  const at = current === null || current === undefined ? -1 : all.indexOf(current);
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next;
}

/** Puts the focus on the link that opens this, or else on the row that is open, or on the first one. */
export function focusOpener(key: string): void {
  const opener = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const row = document.querySelector<HTMLElement>("[data-row][aria-current]") ?? rows()[0];
  (opener ?? row)?.focus();
}
