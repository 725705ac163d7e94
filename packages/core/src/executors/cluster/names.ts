/** Prefix of every key, so that a server can be shared. */
export const PREFIX = 'counterpoint';

/**
 * Checks a queue's name.
 * @throws {TypeError}
 */
export function checkQueue(queue: unknown): string {
  if (typeof queue === 'string' && /^[\w.-]{1,100}$/.test(queue)) return queue;
  throw new TypeError(
    `queue: expected a name of letters, digits, dots, dashes and underscores, got ${typeof queue === 'string' ? JSON.stringify(queue) : typeof queue}`,
  );
}

/** The channel on which callers ask workers to end jobs. */
export function cancelChannel(queue: string): string {
  return `${PREFIX}:${queue}:cancel`;
}

/** The stream that takes the replies for one caller, or for one run. */
export function replyStream(queue: string, reader: string): string {
  return `${PREFIX}:${queue}:replies:${reader}`;
}

/** The hash that tells which engine jobs belong to a run. */
export function runLedger(queue: string, runId: string): string {
  return `${PREFIX}:${queue}:run:${runId}`;
}
