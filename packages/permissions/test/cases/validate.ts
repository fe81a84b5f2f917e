import {
  checkPermissionParams,
  type Decoded,
  decodeCoreOverlay,
  decodeOverlay,
  decodeProfile,
  decodeSandboxPolicy,
  type PermissionRequest,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { expectRefused } from "./expect-decoded.js";
import type { CaseHandler, PermissionCase } from "./permission-case.js";

export const validateHandlers: Readonly<Record<string, CaseHandler>> = {
  "validate v2.PermissionProfile": judged(decodeProfile),
  "validate v2.SandboxPolicy": judged(decodeSandboxPolicy),
  "validate v2.AdditionalPermissionProfile": judged(decodeOverlay),
  "validate v2.PermissionProfileFileSystemPermissions": judged((fileSystem) =>
    decodeProfile({ type: "managed", network: { enabled: false }, fileSystem }),
  ),
  "validate core.FileSystemPermissions": judged((fileSystem) =>
    decodeCoreOverlay({ file_system: fileSystem }),
  ),
  "validate rpc:thread/start": checksParams("thread/start"),
  "validate rpc:command/exec": checksParams("command/exec"),
};

function judged(decode: (value: unknown) => Decoded<unknown>): CaseHandler {
  return ({ input, error }: PermissionCase) => {
    if (error === undefined) expect(decode(input).ok).toBe(true);
    else expectRefused(decode(input), error);
  };
}

function checksParams(request: PermissionRequest): CaseHandler {
  return ({ input, error }) => expect(checkPermissionParams(request, input)?.message).toBe(error);
}
