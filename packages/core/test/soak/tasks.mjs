// What a soak's jobs do. Every run is noted in a file, so that one that ran twice is found.
import { appendFileSync } from 'node:fs';
import { defineTask, context } from '@counterpoint/core';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Does what `kind` says, and gives the job's number with the process it ran in. */
export const act = defineTask(import.meta.url, 'act', ({ id, kind, log }) => {
  appendFileSync(log, `${id} ${Date.now()}\n`);
  switch (kind) {
    case 'wait':
      return pause(2).then(() => id);
    case 'text':
      return `${id}`.repeat(20);
    case 'throw':
      throw new RangeError(`thrown by ${id}`, { cause: id });
    case 'function':
      return () => id;
    case 'exit':
      return process.exit(3);
    case 'exit later':
      setTimeout(() => process.exit(3), 1);
      return pause(60_000);
    case 'uncaught':
      setTimeout(() => {
        throw new Error(`uncaught in ${id}`);
      }, 1);
      return pause(60_000);
    case 'heed':
      return new Promise((_, reject) => {
        const { signal } = context();
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    case 'spin':
      for (;;);
    case 'never':
      return pause(60_000);
    case 'pid':
      return process.pid;
    default:
      return id;
  }
});
