/** The functions that the C++ side exports: two for each kernel, and a few of its own. */
export interface Addon {
  readonly [kernel: string]: (...args: never[]) => unknown;
  readonly loadKernel: (path: string, symbol: string) => LoadedKernel;
  readonly cancel: (id: number) => void;
  readonly buildInfo: () => BuildInfo;
  readonly hardwareConcurrency: () => number;
  readonly effectiveCores: () => number;
}

/** What the C++ side exports for a kernel: `id` lets `cancel` find the call. */
export type Start = (options: unknown, id?: number) => unknown;

/** The two functions of one kernel, as the addon gives them. */
export interface LoadedKernel {
  readonly call: Start;
  readonly callSync: (options: unknown) => unknown;
}

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
