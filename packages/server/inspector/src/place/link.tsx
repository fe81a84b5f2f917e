import type { ComponentChildren } from "preact";
import type { Place } from "./place.js";
import { usePlace } from "./use-place.js";

interface LinkProps {
  readonly to: Partial<Place>;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly current?: "page" | "true" | undefined;
  /** One of the rows that j and k go through. */
  readonly row?: boolean;
  /** Of what the link opens, to find the link again. */
  readonly opens?: string;
  readonly tabIndex?: number;
}

/** A link to another place of the page: a real address, followed without loading the page again. */
export function Link({ to, children, class: className, current, row, opens, tabIndex }: LinkProps) {
  const { href, go } = usePlace();
  return (
    <a
      href={href(to)}
      class={className}
      aria-current={current}
      data-row={row === true ? "" : undefined}
      data-key={opens}
      tabIndex={tabIndex}
      onClick={(click) => {
        if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
        click.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
