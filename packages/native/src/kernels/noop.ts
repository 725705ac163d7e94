import { addon } from '../addon.ts';
import { call } from '../call.ts';

/** Does nothing on a pool thread: its time is what an asynchronous call costs.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function noop(): Promise<void> {
  return call('noop', undefined) as Promise<void>;
}

let direct: (() => void) | undefined;

/** Does nothing on this thread: its time is the least that a synchronous call costs, without options to read.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function noopSync(): void {
  direct ??= addon()['noopSync'] as () => void;
  direct();
}
