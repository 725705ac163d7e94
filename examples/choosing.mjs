/** Three functions for the guide: one computes, one waits, one does almost nothing. */

/** Counts the primes below n, the slow way. */
export const countPrimes = (n) => {
  let count = 0;
  for (let candidate = 2; candidate < n; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate && prime; d++) prime = candidate % d !== 0;
    if (prime) count++;
  }
  return count;
};

/** Waits as a request to a server does. */
export const request = async (ms) => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ms;
};

/** Is cheaper than any message to another thread. */
export const double = (n) => n * 2;
