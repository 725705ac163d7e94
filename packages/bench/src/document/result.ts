import type { EnvironmentResult } from '../result/environment.ts';
import type { NoiseResult } from '../result/noise.ts';
import type { StudyResult } from '../studies/studies.ts';

export type * from '../result/environment.ts';
export type * from '../result/noise.ts';
export type * from '../studies/studies.ts';

/** The version of the document; grows with every change that a reader must know of. */
export const SCHEMA_VERSION = 2;

/** A whole run, as it is kept: everything that any rendering needs. Times are in ms, sizes in bytes. */
export interface BenchResult {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** `running` in a file that was written between two workloads. */
  readonly state: 'running' | 'complete' | 'interrupted';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** How long the run took so far. */
  readonly elapsedMs: number;
  /** The command that makes this run again, seed included. */
  readonly command: string;
  readonly preset: 'quick' | 'default' | 'full';
  /** Planned rounds of a block that bears claims. */
  readonly rounds: number;
  readonly seed: number;
  readonly environment: EnvironmentResult;
  /** In the order in which they ran; at most one of each type but `scale`, which has one a workload. */
  readonly studies: readonly StudyResult[];
  readonly noise: NoiseResult;
  /** Wrong results, `workload/row: what was wrong`; any makes the exit code 1. */
  readonly wrong: readonly string[];
  /** What could not be measured and how to have it: a missing runtime, for example. */
  readonly gaps: readonly string[];
}
