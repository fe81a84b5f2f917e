/** What {@link PermissionsError} reports. */
export type PermissionsErrorCode = "CWD_NOT_ABSOLUTE";

/** Thrown when the library is misused; what can be wrong with input is returned as a value instead. */
export class PermissionsError extends Error {
  override readonly name = "PermissionsError";
  readonly code: PermissionsErrorCode;

  constructor(code: PermissionsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
