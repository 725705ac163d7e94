import { defineTask, type Task } from '@counterpoint/core';
import { triad as add } from '@counterpoint/native/twins';
import type { Workload } from './workload.ts';

const FACTOR = 3;

interface Arrays {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

function arrays(size: number): Arrays {
  const b = Float64Array.from({ length: size }, (_, i) => i);
  return { a: new Float64Array(size), b, c: b.map((value) => value / 2) };
}

/** Arrays of this lane, kept from call to call: allocation is not what is measured. */
let kept: Arrays | undefined;

/** Runs a = b + 3 c over arrays of its own; gives the last element. */
export const triadLast: Task<(size: number) => number> = defineTask(
  import.meta.url,
  'triadLast',
  (size: number): number => {
    if (kept?.a.length !== size) kept = arrays(size);
    return add(kept.a, kept.b, kept.c, FACTOR)[size - 1] ?? Number.NaN;
  },
  { kernel: 'triad' },
);

/** Bound by memory: lanes share one bus. Source: McCalpin's STREAM. */
export const triad: Workload = {
  id: 'triad',
  title: 'triad: 4 passes a = b + s c over memory',
  sizes: { quick: 500_000, default: 1_000_000, full: 20_000_000 },
  unit: 'doubles an array',
  kind: 'memory',
  kernel: true,
  open: async (size) => {
    const inputs = Array.from({ length: 4 }, () => ({ ...arrays(size), s: FACTOR }));
    return {
      task: triadLast,
      items: Array(4).fill(size),
      expected: Array(4).fill(size - 1 + (FACTOR * (size - 1)) / 2),
      nativeItems: () => inputs,
      nativeResult: (a: Float64Array) => a[size - 1],
    };
  },
};
