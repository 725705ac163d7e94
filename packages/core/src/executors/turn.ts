/** Work may hold the event loop this long in a row; then timers and sockets get their turn. */
const TURN_MS = 1;
/** The clock is not looked at for less: where little comes at a time, the loop goes round by itself. */
const SMALL = 128;

/** How long the event loop has been held in this turn, by all lanes together. */
export class Turn {
  private work = 0;
  private startMs: number | undefined;

  /** Counts jobs that were told of; true where the rest should wait until the event loop has gone round. */
  isOver(jobs: number): boolean {
    this.work += jobs;
    if (this.startMs !== undefined) return performance.now() - this.startMs > TURN_MS;
    if (this.work < SMALL) return false;
    this.work = 0;
    this.startMs = performance.now();
    setImmediate(() => {
      this.startMs = undefined;
    });
    return false;
  }
}
