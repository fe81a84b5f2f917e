import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { type ApiClient, createApiClient } from "./api-client.js";

export interface Session {
  readonly api: ApiClient;
  /** Changes with the token, so that what was read without it is read again. */
  readonly number: number;
  /** The server wants a token that this session does not have. */
  readonly locked: boolean;
  /** A token was given and refused. */
  readonly refused: boolean;
  signIn(token: string): void;
}

const storageKey = "token";

const SessionContext = createContext<Session | undefined>(undefined);

/** Holds the token for as long as the tab is open, and lets the page read the API. */
export function SessionProvider({ children }: { readonly children: ComponentChildren }) {
  const [state, setState] = useState({ number: 0, locked: false, refused: false });
  const api = useMemo(
    () =>
      createApiClient({
        fetch: fetch.bind(globalThis),
        base: document.baseURI,
        token: readToken,
        onUnauthorized: () =>
          setState((current) => ({ ...current, locked: true, refused: readToken() !== null })),
      }),
    [],
  );
  const signIn = (token: string) => {
    sessionStorage.setItem(storageKey, token);
    setState(({ number }) => ({ number: number + 1, locked: false, refused: false }));
  };
  return <SessionContext.Provider value={{ ...state, api, signIn }}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("the page is drawn without a session");
  return session;
}

function readToken(): string | null {
  return sessionStorage.getItem(storageKey);
}
