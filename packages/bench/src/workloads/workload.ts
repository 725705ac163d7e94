import type { LocalModel, Task } from '@counterpoint/core';

/** Models that are rows of their own; `auto` only chooses among them. */
export type MeasuredModel = Exclude<LocalModel, 'auto'>;

/** How large a run is. */
export type Preset = 'quick' | 'default' | 'full';

/** What is done, at one size, ready to run on every model. */
export interface Session {
  /** The task for JavaScript's models; it names its kernel, if it has one. */
  readonly task: Task<(item: never) => unknown>;
  readonly items: readonly unknown[];
  /** What the results must be, in order. */
  readonly expected: readonly unknown[];
  /** Input of the kernel for one run, made outside the measured time; without it, `items`. */
  readonly nativeItems?: () => readonly unknown[];
  /** Turns what the kernel gives into what the task gives. */
  readonly nativeResult?: (value: never) => unknown;
  /** Turns what the task gives into something small to compare; outside the measured time. */
  readonly digest?: (value: never) => unknown;
  /** Further evidence to check after each run, such as files; tells what is wrong. */
  readonly verify?: () => Promise<string | undefined>;
  readonly close?: () => Promise<void>;
}

/** Something to do on every model: a task with sizes, an expected result and twins in other languages. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  /** Sizes by preset: the meaning of the number is in `unit`. */
  readonly sizes: Readonly<Record<Preset, number>>;
  readonly unit: string;
  readonly kind: 'cpu' | 'io' | 'mixed' | 'memory';
  /** JavaScript's models that take part; default all but `native`. */
  readonly models?: readonly MeasuredModel[];
  /** The task names a kernel. */
  readonly kernel?: boolean;
  /** Stem of its twin in programs/python/workloads. */
  readonly python?: string;
  /** Stem of its twin in programs/cpp/workloads. */
  readonly cpp?: string;
  /** Lanes are started in the measured time, as by a program that runs once. */
  readonly cold?: boolean;
  /** Bears claims of the article: measured in all planned rounds; others in fewer. */
  readonly article?: boolean;
  open(size: number, signal: AbortSignal): Promise<Session>;
}
