/** Whether somebody is at the list just now: then new events wait, so that no row moves away under eye or hand. */
export function isReading(): boolean {
  const list = document.querySelector<HTMLElement>("[data-feed]");
  if (list === null) return false;
  return (
    list.scrollTop > 0 ||
    scrollY > 80 ||
    list.contains(document.activeElement) ||
    list.matches(":hover") ||
    list.querySelector("[aria-current]") !== null
  );
}
