/** The command cannot do what it was asked to; `hint` names the way out. Ends with exit code 2. */
export class MisuseError extends Error {
  override readonly name = "MisuseError";
  readonly code = "MISUSE";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
