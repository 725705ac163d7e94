/** Tells how time passes; a fake one makes the engine exact in tests. */
export interface Clock {
  /** ms since some fixed moment; never goes back. */
  now(): number;
  /** ms of CPU time that this process and its threads have used. */
  cpu(): number;
}

/** The clocks of this process. */
export const systemClock: Clock = {
  now: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
