/** Takes about n / 1e6 ms; the result depends on every step, so none can be left out. */
export default function work({ n, seed }) {
  let hash = seed;
  for (let step = 0; step < n; step++) hash = Math.imul(hash ^ step, 16_777_619);
  return { seed, hash: hash >>> 0 };
}
