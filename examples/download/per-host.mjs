/** Bounds how many requests each host gets at the same time. */
export class PerHost {
  #most;
  #hosts = new Map();

  constructor(most) {
    this.#most = most;
  }

  /** Waits for a turn at a host; the result gives it back. */
  async turn(host) {
    let entry = this.#hosts.get(host);
    if (entry === undefined) this.#hosts.set(host, (entry = { running: 0, waiting: [] }));
    if (entry.running < this.#most) entry.running++;
    else await new Promise((resolve) => entry.waiting.push(resolve));
    return () => {
      const next = entry.waiting.shift();
      if (next !== undefined) next();
      else if (--entry.running === 0) this.#hosts.delete(host);
    };
  }
}
