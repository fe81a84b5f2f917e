/* Tokens, to be made and revoked without the server. */
export { makeToken, SCOPES, type Scope, type TokenRecord } from "./tokens/token.js";
export { readTokens, TokenFileError, writeTokens } from "./tokens/token-file.js";
