import type { ControlResult, GateResult } from '../engine/gate.ts';
import type { Sample } from '../engine/sample.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { CellResult } from './cell.ts';
import type { ClaimResult } from './claim.ts';
import type { EdgeResult } from './edge.ts';
import type { TimelineResult } from './timeline.ts';

/** The article's programs and workloads side by side, and what becomes of its sentences. */
export interface ArticleStudy {
  readonly type: 'article';
  readonly blocks: readonly BlockResult[];
  /** P1–P9 as printed and as meant. */
  readonly printed: readonly PrintedResult[];
  /** C1–C10, always all of them. */
  readonly claims: readonly ClaimResult[];
  /** T1–T12, always all of them. */
  readonly cells: readonly CellResult[];
  /** F1–F4, always all of them. */
  readonly edges: readonly EdgeResult[];
  /** Which job ran where in one mixed run, by model. */
  readonly timelines: readonly TimelineResult[];
}

/** One workload, measured in rounds. */
export interface BlockResult {
  /** The workload's id, e.g. `counter`. */
  readonly workload: string;
  readonly title: string;
  readonly kind: 'cpu' | 'io' | 'mixed' | 'memory';
  /** Lanes were started within the measured time. */
  readonly cold: boolean;
  readonly size: number;
  /** What the size counts, e.g. `iterations a job`. */
  readonly unit: string;
  /** Rounds that were measured in full; contended ones that were measured again count once. */
  readonly rounds: number;
  readonly rows: readonly RowResult[];
  /** A row against itself, in the same rounds: its interval must contain 1. */
  readonly control: ControlResult | null;
  /** Passed, or why no verdict is given. */
  readonly gate: GateResult;
  /** Ids of the rows, round by round, in the order in which they ran. */
  readonly orders: readonly (readonly string[])[];
}

/** The model of a row, in one vocabulary for all languages. */
export type RowModel = 'sequential' | 'async' | 'threads' | 'processes' | 'native';

/** How a row compares with its base. */
export type RowVerdict = 'faster' | 'slower' | 'no difference' | 'inconclusive';

/** One variant's row. */
export interface RowResult {
  /** Such as `js-threads`, `cpp-O2-threads`, `py-multiprocessing`; other runtimes add theirs. */
  readonly id: string;
  /** `JavaScript`, `native`, `C++`, `Python`. */
  readonly language: string;
  /** Name and version of what ran it, e.g. `Node 20.20.2`, `CPython 3.13.1 (GIL on)`. */
  readonly runtime: string;
  readonly model: RowModel;
  /** The language's own word for the model, e.g. `asyncio`. */
  readonly calls: string;
  readonly lanes: number;
  /** Compiler flags or version, short. */
  readonly build: string;
  /** Id of the row that speed-ups refer to: sequential, of the same language and build. */
  readonly base: string;
  readonly state: 'measured' | 'missing' | 'wrong' | 'failed';
  /** Why there is no time, or what is odd about it. */
  readonly reason?: string;
  /** Median of the warm rounds with its interval. */
  readonly wallMs?: Estimate;
  /** Median CPU time over all threads and processes; null where it cannot be told. */
  readonly cpuMs?: number | null;
  /** Cores used at once: CPU time / wall time. */
  readonly parallelism?: number | null;
  /** Median start of process and pool, outside the measured time. */
  readonly startMs?: number | null;
  /** The first call in a fresh lane, of each batch: compilation included. */
  readonly coldMs?: readonly number[];
  readonly warmUp?: WarmUpResult;
  /** Time of the base / time of this row; above 1 is faster. Absent for the base itself. */
  readonly speedUp?: Estimate;
  /** The same by Yuen's trimmed means, as a cross-check. */
  readonly crossCheck?: Estimate;
  /** Median speed-up in each fresh-process batch; they must agree in sign. */
  readonly batches?: readonly number[];
  /** P value of the sign test against no difference, and the same after Holm over the block. */
  readonly pValue?: number;
  readonly pHolm?: number;
  readonly verdict?: RowVerdict;
  /** The article's speed-up for this row, where it gives one. */
  readonly article?: number;
  readonly samples: readonly Sample[];
}

/** How a warm-up ended. */
export interface WarmUpResult {
  readonly state: 'steady' | 'no steady state' | 'not tried';
  readonly runs: number;
}

/** What a program of the article did. */
export interface PrintedResult {
  /** `P1` … `P9`, and `P1 meant` for the corrected twin. */
  readonly id: string;
  /** What is said of it. */
  readonly says: string;
  readonly state: 'as expected' | 'otherwise' | 'not run';
  /** What was seen. */
  readonly saw: string;
}
