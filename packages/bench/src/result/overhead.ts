import type { Estimate } from '../statistics/estimate.ts';

/** What lanes cost: to start, to send a job to, and in memory. */
export interface OverheadStudy {
  readonly type: 'overhead';
  readonly rows: readonly OverheadRow[];
}

/** One model of one language. */
export interface OverheadRow {
  /** Such as `js-threads`, `py-multiprocessing`, `cpp-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  /** Lanes that were started together. */
  readonly lanes: number;
  /** From nothing to the first answer of every lane. */
  readonly spawnMs?: Estimate;
  /** One empty job there and back on a warm lane; null where the model has no such thing. */
  readonly roundTripMs?: Estimate | null;
  /** One empty job among many in flight (batching works here). */
  readonly throughputMs?: Estimate | null;
  /** Memory that one more lane adds to the whole tree of processes: proportional set size (PSS). Null outside Linux. */
  readonly pssBytesPerLane?: Estimate | null;
  /** PSS of the tree with all lanes open. */
  readonly pssBytesTotal?: number | null;
  readonly samples: {
    readonly spawnMs: readonly number[];
    readonly roundTripMs: readonly number[];
    readonly pssBytesPerLane: readonly number[];
  };
}
