import type { Estimate } from '../statistics/estimate.ts';
import type { Sample } from '../engine/sample.ts';

/** One variant's row. Times are in ms. */
export interface RowResult {
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly lanes: number;
  readonly build: string;
  readonly state: 'measured' | 'missing' | 'wrong' | 'failed';
  /** Why there is no time. */
  readonly reason?: string;
  readonly medianMs?: number;
  /** The first run: compilation included. */
  readonly firstMs?: number;
  /** Against the sequential row of the same language and build. */
  readonly speedUp?: Estimate;
  readonly article?: number;
  readonly samples: readonly Sample[];
}

/** One workload's block. */
export interface BlockResult {
  readonly workload: string;
  readonly title: string;
  readonly size: number;
  readonly unit: string;
  readonly rows: readonly RowResult[];
}

/** What a program of the article did, as it was printed. */
export interface PrintedResult {
  readonly id: string;
  readonly says: string;
  readonly state: 'as expected' | 'otherwise' | 'not run';
  readonly saw: string;
}

/** What became of a claim. */
export interface Verdict {
  readonly id: string;
  readonly claim: string;
  readonly verdict: 'reproduced' | 'not reproduced' | 'inconclusive';
  readonly article: string;
  readonly ours: string;
}

/** A whole run, as it is kept. */
export interface BenchResult {
  readonly schemaVersion: 1;
  readonly state: 'complete' | 'interrupted' | 'running';
  readonly startedAt: string;
  readonly preset: string;
  readonly rounds: number;
  readonly seed: number;
  readonly environment: Readonly<Record<string, string | number | null>>;
  readonly blocks: readonly BlockResult[];
  readonly printed: readonly PrintedResult[];
  readonly verdicts: readonly Verdict[];
}
