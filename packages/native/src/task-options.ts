import type { CallOptions, Outcome, SyncOptions } from './call-options.ts';

/** How a counting kernel's work is laid out. */
export interface TaskLayout {
  /** Steps: of one task, split over the threads; or of each task if `tasks` is given. */
  readonly n: number;
  /** How many independent tasks of n steps: an integer from 1 to 1,048,576. A task runs on one thread, so `threads: 1`
   * is the sequential program and `threads: tasks` is one thread a task. The result is then an array, in task order. */
  readonly tasks?: number | undefined;
}

/** Options of an asynchronous counting kernel. */
export interface TaskOptions extends CallOptions, TaskLayout {}

/** Options of a synchronous counting kernel. */
export interface TaskSyncOptions extends SyncOptions, TaskLayout {}

/** What a counting kernel comes to: one value, or with `tasks` an array of them. */
export type TaskOutcome<Options extends TaskSyncOptions, Value> = Outcome<
  Options,
  'tasks' extends keyof Options
    ? Options extends { tasks: number }
      ? Value[]
      : Options extends { tasks?: undefined }
        ? Value
        : Value | Value[]
    : Value
>;
