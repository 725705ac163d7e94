import { EngineUnavailable } from '../../errors/executor-error.ts';
import type { Kernels } from '../../executor/kernels.ts';

/** Where `@counterpoint/native` leaves its kernels when it is imported, so that core need not know it. */
const ANNOUNCED = Symbol.for('counterpoint.kernels');

/**
 * Finds the kernels to run: those that were handed in, else those that were announced in this thread.
 * @throws {TypeError} if `given` is no object of functions
 * @throws {EngineUnavailable} if there are none
 */
export function kernelRegistry(given: Kernels | undefined): Kernels {
  const kernels = given ?? (globalThis as { [ANNOUNCED]?: Kernels })[ANNOUNCED];
  if (kernels === undefined) {
    throw new EngineUnavailable(
      "the model native has no kernels: import '@counterpoint/native' before, or pass its `kernels` as the option of that name",
    );
  }
  if (typeof kernels !== 'object' || kernels === null) {
    throw new TypeError(`kernels: expected an object of functions by name, got ${String(kernels)}`);
  }
  for (const [name, kernel] of Object.entries(kernels)) {
    if (typeof kernel !== 'function')
      throw new TypeError(`kernels: expected "${name}" to be a function, got ${typeof kernel}`);
  }
  return kernels;
}
