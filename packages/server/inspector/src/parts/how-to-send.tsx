import { CopyButton } from "./copy-button.js";

/** How to point a Codex at this server. */
export function HowToSend() {
  const address = new URL(".", document.baseURI).href.replace(/(\/t\/[^/]+)?\/$/, "");
  const line = `chatgpt_base_url = "${address}"`;
  return (
    <div class="how-to">
      <p>
        Point a Codex here: add this line to <code>~/.codex/config.toml</code>, sign in with ChatGPT and start
        a turn.
      </p>
      <div class="code-line">
        <pre>
          <code>{line}</code>
        </pre>
        <CopyButton text={line} label="Copy" />
      </div>
      <p class="muted">
        With tokens the address has the token in its path: <code>{address}/t/TOKEN</code>. Captured events are
        sent with <code>codex-contracts ingest FILE</code>.
      </p>
    </div>
  );
}
