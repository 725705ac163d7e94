import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly price: number;
}

/** Parses a text, changes nothing and writes it again: the text travels both ways. */
export const jsonAgain: Task<(text: string) => string> = defineTask(
  import.meta.url,
  'jsonAgain',
  (text: string): string => JSON.stringify(JSON.parse(text)),
);

/** Large documents: what crosses to the lane is as large as the work is long. */
export const jsonText: Workload = {
  id: 'json',
  title: 'json: 4 large documents parsed and written',
  sizes: { quick: 500, default: 1000, full: 200_000 },
  unit: 'rows a document',
  kind: 'cpu',
  python: 'json_text',
  open: async (size) => {
    const rows = Array.from({ length: size }, (_, id): Row => ({
      id,
      name: `name ${id}`,
      tags: ['a', 'b', `t${id % 10}`],
      price: id / 4 + 0.125,
    }));
    const text = JSON.stringify(rows);
    return { task: jsonAgain, items: Array(4).fill(text), expected: Array(4).fill(text) };
  },
};
