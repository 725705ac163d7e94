// A task that looks at its own attempts; tasks.mjs is copied to where this package is not found.
import { appendFileSync } from 'node:fs';
import { context } from '@counterpoint/core';

/** Notes id and attempt of its job; waits for ever in the first attempt, and fails in the second. */
export async function noteAttempt(file) {
  const { id, attempt } = context();
  appendFileSync(file, `${id} ${attempt}\n`);
  if (attempt === 1) await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
  if (attempt === 2) throw new Error('the second attempt');
  return id;
}
