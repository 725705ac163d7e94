import { addon } from '../addon.ts';
import { call } from '../call.ts';

/** Does nothing on a pool thread: its time is what an asynchronous call costs.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function noop(): Promise<void> {
  return call('noop', undefined) as Promise<void>;
}

/** Does nothing on this thread: its time is what a synchronous call costs. */
export function noopSync(): void {
  addon()['noopSync']!();
}
