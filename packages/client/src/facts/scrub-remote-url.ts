/** `<scheme>://<authority><rest>`; a password with a raw slash ends the authority too early. */
const URL_FORM = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/)([^/\\?#]*)([^?#]*)/;
/** `<host>` or `<host>:<port>`, an IPv6 address in brackets. */
const HOST = /^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/;
/** `<user>@<host>:<path>` as scp writes it: no slash before the colon, and no drive letter. */
const SCP_FORM = /^[^/\\]*@([^/\\@]+:[^?#]*)/;
/** `<helper>::<address>` of git's remote helpers. */
const HELPER = /^[A-Za-z0-9][A-Za-z0-9+.-]*::/;
/** Helpers whose address is a command or a file descriptor. */
const COMMAND_HELPER = /^(?:ext|fd)::/;

/**
 * Removes user info, query and fragment from the URL of a git remote (V4): `https://u:p@h/x.git?t=1#f` becomes
 * `https://h/x.git`, `git@h:o/r.git` becomes `h:o/r.git`. Local paths stay as they are. Scrubbing twice changes
 * nothing.
 */
export function scrubRemoteUrl(url: string): string {
  const helper = HELPER.exec(url)?.[0];
  if (helper !== undefined)
    return COMMAND_HELPER.test(helper) ? helper : helper + scrubRemoteUrl(url.slice(helper.length));
  const [, scheme, authority = "", rest = ""] = URL_FORM.exec(url) ?? [];
  if (scheme !== undefined) return scheme + withoutUser(authority, rest);
  return SCP_FORM.exec(url)?.[1] ?? url;
}

function withoutUser(authority: string, rest: string): string {
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (HOST.test(host)) return host + rest;
  // No host has such a port, so the user info goes on behind a slash.
  return rest.slice(rest.lastIndexOf("@") + 1);
}
