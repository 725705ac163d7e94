import type { LaneExit } from '../errors/executor-error.ts';
import type { BulkResult } from '../wire/messages.ts';
import type { Job } from './job.ts';

/** How batches reach lanes: opens lanes, and nothing else. */
export interface Transport {
  /** Jobs may travel together; otherwise every batch is one job. */
  readonly batching: boolean;
  /** Estimated run time of a batch, ms; default 1: long against the cost of a message, short against what an idle lane may wait. */
  readonly batchMs?: number;
  /** A lane gets a second batch while the first is estimated to run no longer than this, ms; default 2, below 0 never. */
  readonly prefetchMs?: number;
  /** What a message to a lane and back costs, ms: jobs that are short by nature are not split into less; default 0. */
  readonly carryMs?: number;
  /** A lane is ready in the turn in which it is opened, so that one is opened when the one before is busy; default false. */
  readonly instant?: boolean;
  /** Starts a lane; its host is told when it is ready, and when it has ended. */
  open(id: number, host: LaneHost): LaneLink;
}

/**
 * The scheduler's end of a lane. Outcomes are told in the order in which the jobs were sent, one for each job.
 * After `died` nothing more is told.
 */
export interface LaneHost {
  ready(): void;
  fulfilled(value: unknown, startMs: number, runMs: number): void;
  rejected(error: unknown, startMs: number, runMs: number): void;
  bulk(result: BulkResult, startMs: number, runMs: number): void;
  /** The job was passed over without running. */
  skipped(): void;
  report(sequence: number, value: unknown): void;
  /** @param begun - the first job without an outcome had begun to run */
  died(exit: LaneExit, begun: boolean): void;
}

/** The transport's end of a lane. */
export interface LaneLink {
  /**
   * Carries jobs; their sequence numbers are set.
   * @throws whatever the wire throws where a value cannot cross; then none of the jobs was carried
   */
  send(jobs: readonly Job[]): void;
  /** Explains why the wire refused a job. */
  refusal(job: Job, reason: unknown): unknown;
  /** Takes a job back; true if it surely will not run, and will be told as skipped. */
  take(sequence: number): boolean;
  /** Asks a job to end by itself; one that has not begun is passed over. */
  abort(sequence: number, reason: unknown): void;
  /** Asks for all jobs back that have not begun; no others will be sent. */
  recall(): void;
  /** Ends the lane at once; `died` follows. */
  kill(): void;
  /** Ends an idle lane; fulfils when it has ended. `died` does not follow. */
  close(): Promise<void>;
  /** Lets the lane keep this process alive, or not. */
  hold(alive: boolean): void;
}
