/** A mistake that the user can mend: shown as its message alone, never with a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Exit code of the process; undefined for the command's own code for wrong usage. */
  readonly exitCode: number | undefined;

  /** @param message - what was expected, what came, what to do */
  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode;
  }
}
