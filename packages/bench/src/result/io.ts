import type { Estimate } from '../statistics/estimate.ts';

/** Waiting at high volume: the event loop against threads, from few to many waits in flight. */
export interface IoStudy {
  readonly type: 'io';
  readonly sweeps: readonly IoSweep[];
}

/** One way of waiting over a range of concurrency. */
export interface IoSweep {
  /** Such as `js-async`, `js-threads`, `py-asyncio`, `py-threading`, `cpp-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  /** `sleep`: timers alone; `download`: HTTP from a server on this machine. */
  readonly workload: 'sleep' | 'download';
  readonly latencyMs: number;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  /** Why its points end before those of the others. */
  readonly note?: string;
  readonly points: readonly IoPoint[];
  /** Concurrency beyond which the rate grows no more (under 10 % a doubling); null if it grew to the end. */
  readonly knee: { readonly concurrency: number; readonly ratePerS: number } | null;
}

/** One concurrency. */
export interface IoPoint {
  /** Waits in flight: as many threads, or as many promises. */
  readonly concurrency: number;
  /** Waits in all. */
  readonly count: number;
  readonly wallMs: Estimate;
  /** CPU time of the whole run; null where it cannot be told. */
  readonly cpuMs: number | null;
  readonly ratePerS: number;
  /** The rate that Little's law allows: concurrency / latency. */
  readonly limitPerS: number;
  readonly samplesMs: readonly number[];
}
