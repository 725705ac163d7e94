/** Ends one download once its time is over, or when somebody says so: it costs less than an AbortSignal for each of thousands. */
export class Stop {
  /** Why it has ended; undefined while it may go on. */
  reason;
  #timer;
  #act;

  /**
   * @param ms - until it ends by itself
   * @param late - makes the reason for that
   */
  constructor(ms, late) {
    this.#timer = setTimeout(() => this.stop(late()), Math.min(ms, 2 ** 31 - 1));
  }

  /** Ends it, unless it has ended. */
  stop(reason) {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.#act?.(reason);
  }

  /** Says what is to happen at the end, in place of what was said before. */
  onStop(act) {
    this.#act = act;
  }

  /** Waits; not longer than it may go on. */
  wait(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.onStop(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Lets go of the timer. */
  clear() {
    clearTimeout(this.#timer);
  }
}
