import { useCallback, useEffect, useState } from "preact/hooks";
import { ApiError } from "./api-client.js";
import { useSession } from "./session.js";

export interface Reading<Answer> {
  /** The latest answer, kept while a newer one is under way. */
  readonly answer: Answer | undefined;
  readonly error: ApiError | undefined;
  reload(): void;
}

/**
 * Reads a path of the API, again when the path or the session changes; null reads nothing. Answers of paths with
 * the same name stand for each other until the new one is there.
 */
export function useAnswer<Answer>(path: string | null, name: string | null = path): Reading<Answer> {
  const { api, number } = useSession();
  const [state, setState] = useState<{ name: string | null; answer?: Answer; error?: ApiError }>({ name });
  const [round, setRound] = useState(0);

  // A new session or a reload reads the same path again.
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    api.get<Answer>(path, stop.signal).then(
      (answer) => setState({ name, answer }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const shown =
          error instanceof ApiError ? error : new ApiError(0, { error: "the answer cannot be read" });
        setState((current) =>
          current.name === name ? { ...current, error: shown } : { name, error: shown },
        );
      },
    );
    return () => stop.abort();
  }, [api, path, name, number, round]);

  const reload = useCallback(() => setRound((current) => current + 1), []);
  const current = state.name === name ? state : undefined;
  return { answer: current?.answer, error: current?.error, reload };
}
