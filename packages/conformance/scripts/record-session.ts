/** Records a session of a real Codex anew: recorded/sessions/codex-0.125.0.ndjson. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { playSession } from "../codex-analytics/play-session.js";

// The folder shows in the recording, and the ids of skills depend on it.
const FOLDER = "/tmp/codex-session";
mkdirSync(FOLDER);
const { text } = await playSession(FOLDER);
const file = fileURLToPath(new URL("../recorded/sessions/codex-0.125.0.ndjson", import.meta.url));
mkdirSync(fileURLToPath(new URL("../recorded/sessions", import.meta.url)), { recursive: true });
writeFileSync(file, text);
console.log(`${text.trimEnd().split("\n").length} lines, ${text.length} bytes: ${file}`);
