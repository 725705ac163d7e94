/** Two ways to count the primes below n, for the guide: counterpoint compare examples/primes.mjs#divide examples/primes.mjs#sieve */

/** Divides each number by all that may divide it. */
export { countPrimes as divide } from './choosing.mjs';

/** Strikes out the multiples of each prime. */
export const sieve = (n) => {
  const struck = new Uint8Array(n);
  let count = 0;
  for (let prime = 2; prime < n; prime++) {
    if (struck[prime] === 1) continue;
    count++;
    for (let multiple = prime * prime; multiple < n; multiple += prime) struck[multiple] = 1;
  }
  return count;
};
