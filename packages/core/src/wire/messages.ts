import type { EncodedError } from './error-codec.ts';

/** Where the lane finds a task that later messages name by its number. */
export type TaskDefinition = readonly [id: number, url: string, exportName: string];

/** So many numbers of a `shape` describe one group of jobs. */
export const SHAPE_PARTS = 6;

/**
 * Jobs that travel together. `shape` describes groups of them: task id, number of arguments, number of jobs in the group,
 * number of the first job, which attempt it is, and where the jobs come from: 0 for this lane's host, else a position in
 * `origins`, counted from 1. The jobs of a group have numbers that follow each other.
 */
export interface RunMessage {
  readonly type: 'run';
  readonly define?: readonly TaskDefinition[];
  readonly shape: readonly number[];
  readonly origins?: readonly string[];
  /** All arguments, one after another; packed when every one is a number. */
  readonly args: readonly unknown[] | Float64Array;
}

/** Items of one map that travel and return as one job. */
export interface BulkMessage {
  readonly type: 'bulk';
  readonly define?: readonly TaskDefinition[];
  readonly task: number;
  /** Number of the first item; the others follow it. */
  readonly number: number;
  readonly attempt: number;
  /** Absent for jobs of this lane's host. */
  readonly origin?: string;
  readonly items: readonly unknown[] | Float64Array;
}

/** Asks the job with this sequence number to end. */
export interface AbortMessage {
  readonly type: 'abort';
  readonly sequence: number;
  readonly reason: EncodedError;
}

/** Asks the lane to pass over every job that has not begun. */
export interface RecallMessage {
  readonly type: 'recall';
}

export type ToLane = RunMessage | BulkMessage | AbortMessage | RecallMessage;

/** What a lane needs before its first job. */
export interface LaneSetup {
  readonly lane: number;
  /** Lanes on the way from the first host to this one, itself counted; 1 and up. */
  readonly depth: number;
  /** What the ids of its host's jobs begin with. */
  readonly origin: string;
  readonly initialize?: { readonly define: TaskDefinition; readonly args: readonly unknown[] };
}

/** What became of a bulk job: the results of its first items, and the error of the next one, if that failed. */
export interface BulkResult {
  readonly values: readonly unknown[] | Float64Array;
  readonly error?: EncodedError;
}
