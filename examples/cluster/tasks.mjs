// Tasks that both sides load: the caller to name them, the workers to run them.
import { defineTask } from '@counterpoint/core';

export const countPrimes = defineTask(import.meta.url, 'countPrimes', (below) => {
  let count = 0;
  for (let n = 2; n < below; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
    if (prime) count++;
  }
  return count;
});
