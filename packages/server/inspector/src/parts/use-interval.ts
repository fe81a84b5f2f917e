import { useEffect, useRef } from "preact/hooks";

/** Calls again and again while the page can be seen. */
export function useInterval(call: () => void, ms: number): void {
  const latest = useRef(call);
  latest.current = call;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") latest.current();
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
