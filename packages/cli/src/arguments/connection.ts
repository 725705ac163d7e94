import { UserError } from '../command/user-error.ts';

/** The variable that keeps a password out of the list of processes. */
export const CONNECTION = 'COUNTERPOINT_CONNECTION';

/**
 * Gives the URL of the engine and the name of the queue.
 * @throws {UserError} where one of them is missing
 */
export function queueAddress(options: { readonly connection?: string; readonly queue?: string }): {
  readonly connection: string;
  readonly queue: string;
} {
  const connection = options.connection ?? process.env[CONNECTION];
  if (connection === undefined)
    throw new UserError(`expected --connection <url>, or the variable ${CONNECTION}`);
  if (options.queue === undefined) throw new UserError('expected --queue <name>');
  return { connection, queue: options.queue };
}
