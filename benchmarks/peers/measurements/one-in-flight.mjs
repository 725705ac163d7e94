/** Sends one job after another for a while; gives the median time of a round trip. */
export async function oneInFlight(pool, { durationMs, name = 'noop', make = (index) => index, transfer }) {
  const times = [];
  const endMs = performance.now() + durationMs;
  for (let index = 0, startMs = performance.now(); startMs < endMs; index++) {
    const value = make(index);
    startMs = performance.now();
    await pool.run(name, value, transfer?.(value));
    const nowMs = performance.now();
    times.push(nowMs - startMs);
    startMs = nowMs;
  }
  times.sort((a, b) => a - b);
  return { roundTripUs: times[times.length >> 1] * 1000 };
}
