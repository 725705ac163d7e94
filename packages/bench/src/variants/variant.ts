import type { Contender } from '../engine/contender.ts';
import type { RowModel } from '../result/article.ts';

/** A run of less is done again until it has taken so long: the start of a thread is noise in a shorter one. */
export const SHORTEST_RUN_MS = 30;

/** One row of the table: a workload in one language on one model. */
export interface Variant {
  readonly id: string;
  readonly language: 'JavaScript' | 'native' | 'C++' | 'Python';
  /** Name and version of what runs it. */
  readonly runtime: string;
  readonly model: RowModel;
  /** The language's own word for the model. */
  readonly calls: string;
  readonly lanes: number;
  /** Flags or versions. */
  readonly build: string;
  /** Id of the sequential row of the same language and build; its own for that row. */
  readonly base: string;
  /** The article's speed-up for this row, where it gives one. */
  readonly article?: number;
  /** How it runs; or, where something is missing, what to install. */
  readonly contender: Contender | { readonly missing: string };
}
