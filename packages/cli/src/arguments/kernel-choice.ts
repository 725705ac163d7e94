import { resolve } from 'node:path';
import type { KernelChoice } from '@counterpoint/bench';
import { UserError } from '../command/user-error.ts';

/**
 * Reads `collatz.so:collatz`, a library and the name of its kernel, or `primes`, a kernel of `@counterpoint/native`.
 * @throws {UserError} where either half is empty
 */
export function kernelChoice(text: string): KernelChoice {
  // The last colon: the path may hold more of them, a name of C none.
  const colon = text.lastIndexOf(':');
  const symbol = text.slice(colon + 1);
  if (!/^\w+$/.test(symbol) || colon === 0)
    throw new UserError(`expected library:name such as ./collatz.so:collatz, got "${text}".`);
  return colon === -1 ? { symbol } : { library: resolve(text.slice(0, colon)), symbol };
}
