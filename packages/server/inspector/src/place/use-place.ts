import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { home, type Place, readPlace, writePlace } from "./place.js";

/** How the reader came to a place: from outside or back, by choosing it, or by following the list. */
export type Arrival = "load" | "push" | "replace";

export interface Navigation {
  readonly place: Place;
  readonly arrival: Arrival;
  /** Goes elsewhere; `replace` for what should not be a step of its own in the history. */
  go(change: Partial<Place>, how?: "push" | "replace"): void;
  /** The address of a place, for links. */
  href(change: Partial<Place>): string;
}

/** Keeps the place and the address bar the same. */
export function usePlaceOfWindow(): Navigation {
  const [{ place, arrival }, setState] = useState(fromAddress);
  useEffect(() => {
    const read = () => setState(fromAddress());
    addEventListener("popstate", read);
    return () => removeEventListener("popstate", read);
  }, []);
  return {
    place,
    arrival,
    go(change, how = "push") {
      const next = { ...place, ...change };
      history[how === "push" ? "pushState" : "replaceState"](null, "", writePlace(next));
      setState({ place: next, arrival: how });
    },
    href: (change) => writePlace({ ...place, ...change }),
  };
}

function fromAddress(): { readonly place: Place; readonly arrival: Arrival } {
  return { place: readPlace(location.search), arrival: "load" };
}

export const NavigationContext = createContext<Navigation>({
  place: home,
  arrival: "load",
  go() {},
  href: () => "?",
});

export function usePlace(): Navigation {
  return useContext(NavigationContext);
}
