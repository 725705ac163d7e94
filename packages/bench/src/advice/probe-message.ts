import type { KernelChoice, Setup } from './request.ts';

/** What a probe process is asked to do; one question for each process. */
export type Question = {
  readonly url: string;
  readonly exportName: string;
  readonly kernel: KernelChoice | undefined;
  readonly samples: readonly (readonly unknown[])[];
} & (
  | { readonly type: 'profile'; readonly calls: number; readonly limitMs: number }
  | { readonly type: 'trial'; readonly setup: Setup; readonly calls: number }
  | { readonly type: 'rounds'; readonly orders: readonly (readonly Load[])[] }
);

/** A setup with the number of jobs that it runs in a round. */
export interface Load {
  readonly setup: Setup;
  readonly jobs: number;
}

/** One call in the thread of the probe. Times are in ms. */
export interface CallFacts {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Time from the call to the return of the function, which may be a promise. */
  readonly heldMs: number;
  /** Longest time that the event loop did not go round. */
  readonly blockMs: number;
  readonly digest: string;
}

/** What a probe process tells; a crash leaves what was told before. */
export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'call'; readonly call: CallFacts }
  | {
      readonly type: 'profile';
      readonly argumentBytes: number;
      readonly resultBytes: number;
      /** Time to copy arguments and result there and back. */
      readonly carryMs: number;
      /** Growth of memory for each call, bytes; null where it was called too seldom to tell. */
      readonly growthBytes: number | null;
      /** Why arguments or results cannot cross; undefined if they can. */
      readonly obstacle?: string;
    }
  | {
      readonly type: 'trial';
      readonly coldMs: number;
      readonly roundTripMs: number;
      /** null where it cannot be told. */
      readonly laneMb: number | null;
      readonly digests: readonly string[];
    }
  | { readonly type: 'begin'; readonly setup: Setup; readonly round: number }
  | {
      readonly type: 'sample';
      readonly setup: Setup;
      readonly round: number;
      readonly jobs: number;
      readonly wallMs: number;
      readonly cpuMs: number;
      readonly blockMs: number;
      readonly failed: number;
    }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'done' };
