const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
/** What stands before the path. */
const AUTHORITY = /^[^/\\?#]*/;
/** All before query and fragment. */
const PLAIN = /^[^?#]*/;
/** `<host>` or `<host>:<port>`, an IPv6 address in brackets. */
const HOST = /^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/;
/** `<user>@<host>:<path>` as scp writes it: no slash before the colon, and no drive letter. */
const SCP_FORM = /^[^/\\]*@([^/\\@]+:[^?#]*)/;
/** `<helper>::<address>` of git's remote helpers, which may be stacked. */
const HELPERS = /^(?:[A-Za-z0-9][A-Za-z0-9+.-]*::)+/;
/** Helpers whose address is a command or a file descriptor. */
const COMMAND_HELPER = /(?:^|::)(?:ext|fd)::$/;

/**
 * Removes user info, query and fragment from the URL of a git remote (V4): `https://u:p@h/x.git?t=1#f` becomes
 * `https://h/x.git`, `git@h:o/r.git` becomes `h:o/r.git`. Local paths stay as they are. Scrubbing twice changes
 * nothing.
 */
export function scrubRemoteUrl(url: string): string {
  let before: string;
  let scrubbed = url;
  // What is left may read as another form; it only gets shorter.
  do {
    before = scrubbed;
    scrubbed = scrubOnce(before);
  } while (scrubbed !== before);
  return scrubbed;
}

function scrubOnce(url: string): string {
  const helpers = HELPERS.exec(url)?.[0] ?? "";
  if (COMMAND_HELPER.test(helpers)) return helpers;
  const address = url.slice(helpers.length);
  const scheme = SCHEME.exec(address)?.[0];
  if (scheme !== undefined) return helpers + scheme + withoutUser(address.slice(scheme.length));
  return helpers + (SCP_FORM.exec(address)?.[1] ?? address);
}

function withoutUser(text: string): string {
  const authority = AUTHORITY.exec(text)?.[0] ?? "";
  const at = authority.lastIndexOf("@");
  // No host has such a port: a password with a raw slash, or the like, which goes on behind it.
  const user = HOST.test(authority.slice(at + 1)) ? at : text.lastIndexOf("@");
  return PLAIN.exec(text.slice(user + 1))?.[0] ?? "";
}
