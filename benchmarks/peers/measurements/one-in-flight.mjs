/**
 * Sends one job after another for a while; gives the median time of a round trip.
 * @param options - `warm`: the result does not count; takes longer, as few jobs a second keep the compiler waiting
 */
export async function oneInFlight(
  pool,
  { durationMs, warm, name = 'noop', make = (index) => index, transfer },
) {
  const times = [];
  const endMs = performance.now() + durationMs * (warm === true ? 4 : 1);
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
