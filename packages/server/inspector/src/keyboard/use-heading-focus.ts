import { useEffect, useRef } from "preact/hooks";
import { usePlace } from "../place/use-place.js";

/** For the heading of what is open: whoever chose it goes on reading there; j and k leave the focus in the list. */
export function useHeadingFocus(key: string) {
  const { arrival } = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  // Something else that opens is another place to read from.
  useEffect(() => {
    if (arrival === "push") heading.current?.focus();
  }, [key]);
  return heading;
}
