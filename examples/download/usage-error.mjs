/** A mistake on the command line. */
export class UsageError extends Error {
  name = 'UsageError';
}
