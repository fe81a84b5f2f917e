import type { ComponentChildren } from "preact";
import type { ApiError } from "../api/api-client.js";

interface NoticeProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** What an empty place says: what would be here, and how it comes here. */
export function Notice({ title, children }: NoticeProps) {
  return (
    <div class="notice">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

interface ProblemProps {
  readonly error: ApiError;
  readonly retry: () => void;
}

/** An answer that failed, with the way out. */
export function Problem({ error, retry }: ProblemProps) {
  return (
    <div class="notice problem" role="alert">
      <h2>{capitalised(error.message)}</h2>
      {error.hint === undefined ? null : <p>{capitalised(error.hint)}.</p>}
      <button type="button" class="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
