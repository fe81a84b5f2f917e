import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  filterQuery,
  home,
  isFiltered,
  type Place,
  readPlace,
  spans,
  verdicts,
  views,
  writePlace,
} from "../../inspector/src/place/place.js";

const word = fc.option(fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }), { nil: null });
const anyPlace: fc.Arbitrary<Place> = fc.record({
  view: fc.constantFrom(...views),
  type: word,
  client: word,
  thread: word,
  verdict: fc.constantFrom(...verdicts, null),
  event: word,
  group: word,
  span: fc.constantFrom(...spans),
});

describe("the address", () => {
  it("says all of a place", () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(readPlace(writePlace(place))).toEqual(place);
      }),
    );
  });

  it("is short when there is nothing to say", () => {
    expect(writePlace(home)).toBe("?");
  });

  it("names what is not as usual, in a fixed order", () => {
    const place: Place = { ...home, thread: "a b", view: "threads", verdict: "quarantined" };
    expect(writePlace(place)).toBe("?view=threads&thread=a+b&verdict=quarantined");
  });

  it.each([
    { search: "", place: home },
    { search: "?view=nonsense&verdict=maybe&span=year&other=1", place: home },
    { search: "?type=&thread=", place: home },
    { search: "?type=codex_hook_run", place: { ...home, type: "codex_hook_run" } },
  ])("$search leaves out what it does not understand", ({ search, place }) => {
    expect(readPlace(search)).toEqual(place);
  });
});

describe("the filter", () => {
  it("becomes parameters of the read API", () => {
    const place: Place = { ...home, type: "codex_turn_event", verdict: "accepted", event: "x:1" };
    expect(filterQuery(place).toString()).toBe("type=codex_turn_event&verdict=accepted");
  });

  it.each([
    { place: home, filtered: false },
    { place: { ...home, event: "a:1", view: "threads" as const }, filtered: false },
    { place: { ...home, client: "CODEX_CLI" }, filtered: true },
  ])("is there: $filtered", ({ place, filtered }) => {
    expect(isFiltered(place)).toBe(filtered);
  });
});
