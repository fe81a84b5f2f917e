import * as fc from "fast-check";
import { expect, it } from "vitest";
import { scrubRemoteUrl } from "../../src/producers/index.js";

it.each([
  ["https://u:p@h/x.git?t=1#f", "https://h/x.git"],
  ["git@h:o/r.git", "h:o/r.git"],
  ["https://h/o/r.git", "https://h/o/r.git"],
  ["https://token@h:8443/o/r.git", "https://h:8443/o/r.git"],
  ["https://u:p@[::1]:80/r", "https://[::1]:80/r"],
  ["https://u@mail.example:p@h/r", "https://h/r"],
  ["https://u:pa/ss@h/r.git", "https://h/r.git"],
  ["https://u:p?a@h/r.git", "https://h/r.git"],
  ["https://u:p#a@h/r.git", "https://h/r.git"],
  ["https://h/@scope/r.git", "https://h/@scope/r.git"],
  ["ssh://git@h:22/o/r.git", "ssh://h:22/o/r.git"],
  ["git@h:o/r.git?t=1", "h:o/r.git"],
  ["u:p@h:o/r.git", "h:o/r.git"],
  ["h:o/r.git", "h:o/r.git"],
  ["/srv/git/r.git", "/srv/git/r.git"],
  ["../r.git", "../r.git"],
  ["C:\\git\\r.git", "C:\\git\\r.git"],
  ["file:///srv/git/r.git", "file:///srv/git/r.git"],
  ["codecommit::eu-west-1://me@r", "codecommit::eu-west-1://r"],
  ["ext::sh -c 'curl https://u:p@h/r'", "ext::"],
  ["", ""],
])("V4 %s becomes %s", (url, scrubbed) => {
  expect(scrubRemoteUrl(url)).toBe(scrubbed);
});

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const secret = fc.stringMatching(/^[ -~]{8,20}$/).map((text) => `SECRET${text.replaceAll("@", "")}`);

it("V4 no secret survives in any part of a URL that may hold one", () => {
  const parts = fc.record({
    scheme: fc.constantFrom("https", "ssh", "git"),
    user: word,
    secret,
    host: word,
    path: word,
  });
  fc.assert(
    fc.property(parts, ({ scheme, user, secret, host, path }) => {
      const raw = /[/\\?#:]/;
      for (const url of [
        `${scheme}://${user}:${secret}@${host}/${path}`,
        // A token is no host with such characters; without a colon before them nothing tells.
        `${scheme}://${raw.test(secret) ? encodeURIComponent(secret) : secret}@${host}/${path}`,
        `${scheme}://${host}/${path}?token=${secret}`,
        `${scheme}://${host}/${path}#${secret}`,
      ])
        expect(scrubRemoteUrl(url)).toBe(`${scheme}://${host}/${path}`);
    }),
  );
});

it("V4 scrubbing twice changes nothing", () => {
  const pieces = ["https", "://", "@", ":", "/", "?", "#", "\\", "ext", "h", "7", "[", "]"];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (url) => {
      const once = scrubRemoteUrl(url);
      expect(scrubRemoteUrl(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});
