import { addon } from './addon.ts';
import type { BuildInfo } from './surface.ts';

/** Tells how the loaded binary was made: print it beside every figure.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function buildInfo(): BuildInfo {
  return addon().buildInfo();
}
