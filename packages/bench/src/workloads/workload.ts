import type { Task } from '@counterpoint/core';

/** How large a run is. */
export type Preset = 'quick' | 'default' | 'full';

/** Ids of the workloads. */
export type WorkloadId = 'counter' | 'sum' | 'shortSum' | 'sleep' | 'download';

/** What is done, at one size, ready to run on every model. */
export interface Session {
  /** The task for JavaScript's models. */
  readonly task: Task<(item: never) => unknown>;
  readonly items: readonly unknown[];
  /** What the results must be, in order. */
  readonly expected: readonly unknown[];
  /** Further evidence to check after each run, such as files; tells what is wrong. */
  readonly verify?: () => Promise<string | undefined>;
  close(): Promise<void>;
}

/** Something to do on every model: a task with sizes, an expected result and twins in other languages. */
export interface Workload {
  readonly id: WorkloadId;
  readonly title: string;
  /** Sizes by preset: the meaning of the number is in `unit`. */
  readonly sizes: Readonly<Record<Preset, number>>;
  readonly unit: string;
  readonly kind: 'cpu' | 'io';
  /** File name of its twins in programs/python and programs/cpp. */
  readonly program: string;
  readonly cpp: boolean;
  /** Name of the native kernel. */
  readonly kernel?: 'counter' | 'sum';
  /** Lanes are started in the measured time, as by a program that runs once. */
  readonly cold?: boolean;
  open(size: number, signal: AbortSignal): Promise<Session>;
}
