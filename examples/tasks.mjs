import { defineTask } from '@counterpoint/core';

/** Counts the primes below n, the slow way. */
export const countPrimes = defineTask(import.meta.url, 'countPrimes', (n) => {
  let count = 0;
  for (let candidate = 2; candidate < n; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate && prime; d++) prime = candidate % d !== 0;
    if (prime) count++;
  }
  return count;
});
