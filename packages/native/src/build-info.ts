import { addon } from './addon.ts';

/** How the loaded binary was made. */
export interface BuildInfo {
  /** Compiler and version, e.g. `g++ 12.2.0`. */
  readonly compiler: string;
  /** The flags that kernels were compiled with. */
  readonly flags: string;
  /** Operating system and processor it was compiled for, e.g. `Linux x86_64`. */
  readonly target: string;
  /** `glibc`, `musl`, or '' outside Linux. */
  readonly libc: string;
  /** The N-API version it needs. */
  readonly napiVersion: number;
  /** The last commit that touched this package, or `unknown`. */
  readonly commit: string;
}

/** Tells how the loaded binary was made: print it beside every figure.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function buildInfo(): BuildInfo {
  return addon().buildInfo();
}
