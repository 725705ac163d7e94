// The function that collatz.cc computes too:
//   counterpoint kernel build collatz.cc
//   counterpoint advise collatz.mjs --task collatz --items ./collatz.mjs#inputs --kernel collatz.so:collatz

/** out[i] = how many steps of n -> n / 2 or 3n + 1 lead from i to 1, for i below n. */
export function collatz({ n, out }) {
  for (let i = 0; i < n; i++) {
    let steps = 0;
    for (let value = i; value > 1; steps++) value = value % 2 === 0 ? value / 2 : 3 * value + 1;
    out[i] = steps;
  }
  return out;
}

/** What it is called with; a kernel writes to `out` in place. */
export const inputs = [{ n: 20_000, out: new Uint16Array(20_000) }];
