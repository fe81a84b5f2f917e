import { useEffect, useRef, useState } from "preact/hooks";

/** Width of an element, followed as it changes; `standard` until it is known. */
export function useWidth(standard: number) {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(standard);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
