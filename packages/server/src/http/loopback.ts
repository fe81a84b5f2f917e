/** Whether a name or an address to listen on is of this machine only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a request may name the server so. A page elsewhere can point a name of its own at this machine (DNS
 * rebinding), but cannot call the server by a name of this machine. `host` is the header, with or without port.
 */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined) return false;
  const name = host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
  return isLoopback(name) || allowed.includes(name);
}

/** Whether a browser sends a request from a page of another origin. Requests of other programs name none. */
export function isForeignOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
