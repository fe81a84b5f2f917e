import { useState } from "preact/hooks";
import { useSession } from "../api/session.js";

/** Asks for a token; it stays in this tab and ends with it. */
export function SignIn() {
  const { signIn, refused } = useSession();
  const [token, setToken] = useState("");
  return (
    <form
      class="notice sign-in"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (token.trim() !== "") signIn(token.trim());
      }}
    >
      <h2>This server wants a token</h2>
      <p>
        One with the scope <code>read</code>: <code>codex-contracts tokens create NAME --scope read</code>{" "}
        makes it. It is kept for this tab only.
      </p>
      <label for="token">Token</label>
      <div class="sign-in-line">
        <input
          id="token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={token}
          aria-invalid={refused}
          aria-describedby={refused ? "token-refused" : undefined}
          onInput={(input) => setToken(input.currentTarget.value)}
        />
        <button type="submit" class="button primary">
          Sign in
        </button>
      </div>
      {refused ? (
        <p id="token-refused" class="refused" role="alert">
          The server does not take this token: it may have ended, or lack the scope read.
        </p>
      ) : null}
    </form>
  );
}
