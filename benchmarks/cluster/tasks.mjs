/** The tiny job: adds one. */
export const increment = (n) => n + 1;

/** A job that sleeps. */
export async function nap({ id, ms }) {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return { id, startMs: performance.timeOrigin + performance.now() - ms };
}
