/** What was measured on. What cannot be told is null. */
export interface EnvironmentResult {
  /** Processor's name. */
  readonly cpu: string | null;
  /** Logical processors of the machine. */
  readonly logicalCpus: number;
  /** Cores of this process's affinity mask, e.g. `0-1`. */
  readonly affinity: string | null;
  /** `os.availableParallelism()`. */
  readonly availableParallelism: number;
  /** CPU quota of the cgroup, in cores. */
  readonly cpuQuota: number | null;
  /** The smallest of the three, rounded up. */
  readonly effectiveCores: number;
  /** Threads a core, e.g. 2. */
  readonly smt: number | null;
  readonly governor: string | null;
  /** Whether the processor may run above its base clock. */
  readonly turbo: boolean | null;
  /** Name of the hypervisor, or `none`. */
  readonly hypervisor: string | null;
  readonly memoryBytes: number;
  /** Memory limit of the cgroup. */
  readonly memoryLimitBytes: number | null;
  /** Kernel and distribution. */
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  readonly libuv: string;
  /** Node's flags, joined by spaces. */
  readonly nodeFlags: string;
  /** `UV_THREADPOOL_SIZE`, where it is set. */
  readonly uvThreadpoolSize: string | null;
  /** Python's version with the state of its lock, e.g. `3.13.1 (GIL on)`. */
  readonly python: string | null;
  /** Compiler of the C++ programs, with its version. */
  readonly compiler: string | null;
  /** How the addon was built: compiler and flags. */
  readonly addon: string | null;
  /** Commit of the bench's own source. */
  readonly commit: string | null;
  /** Counters before the first and after the last round; see the fields of `Pressure`. */
  readonly before: Pressure;
  readonly after: Pressure | null;
}

/** How loaded the machine was at one moment. */
export interface Pressure {
  /** Load average of one minute. */
  readonly load1m: number | null;
  /** CPU time that the hypervisor gave to others since boot, in ms. */
  readonly stealMs: number | null;
  /** Share of the last 10 s in which some process waited for a CPU, 0 to 100 (PSI). */
  readonly psiCpuSome10: number | null;
  /** Periods in which the cgroup's quota stopped it. */
  readonly throttledPeriods: number | null;
  /** This process's involuntary context switches. */
  readonly involuntarySwitches: number | null;
}
