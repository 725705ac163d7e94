import type { LaneHost, LaneLink, Transport } from '../../src/scheduler/transport.ts';
import type { Job } from '../../src/scheduler/job.ts';

/** A lane that does nothing by itself: a test says when a job begins, ends, is given back or takes the lane with it. */
export class FakeLane implements LaneLink {
  readonly id: number;
  readonly host: LaneHost;
  readonly jobs: Job[] = [];
  readonly ran: unknown[] = [];
  readonly aborted = new Set<number>();
  begun = false;
  open = true;
  largestBacklog = 0;
  private readonly taken = new Set<number>();

  constructor(id: number, host: LaneHost) {
    this.id = id;
    this.host = host;
    queueMicrotask(() => this.open && host.ready());
  }

  send(jobs: readonly Job[]): void {
    if (jobs.some((job) => job.args[0] === 'unclonable')) throw new Error('could not be cloned');
    this.jobs.push(...jobs);
    this.largestBacklog = Math.max(this.largestBacklog, this.jobs.length);
  }

  refusal(_job: Job, reason: unknown): unknown {
    return reason;
  }

  take(sequence: number): boolean {
    const at = this.jobs.findIndex((job) => job.sequence === sequence);
    if (at < 0 || (at === 0 && this.begun)) return false;
    this.taken.add(sequence);
    return true;
  }

  abort(sequence: number): void {
    this.aborted.add(sequence);
  }

  recall(): void {
    for (const [at, job] of this.jobs.entries()) if (at > 0 || !this.begun) this.taken.add(job.sequence);
  }

  kill(): void {
    this.die();
  }

  close(): Promise<void> {
    this.open = false;
    return Promise.resolve();
  }

  hold(): void {
    // Nothing keeps a fake alive.
  }

  /** Begins the next job, or ends the running one as its first argument says. */
  step(): void {
    const [job] = this.jobs;
    if (!this.open || job === undefined) return;
    if (this.taken.delete(job.sequence)) {
      this.jobs.shift();
      this.host.skipped();
    } else if (this.begun) this.end(job);
    else this.begun = true;
  }

  /** Gives back everything that has not begun. */
  giveBack(): void {
    if (!this.begun) while (this.open && this.jobs.shift() !== undefined) this.host.skipped();
  }

  /** Ends the lane as a crash does. */
  die(): void {
    if (!this.open) return;
    this.open = false;
    this.host.died({ exitCode: 9, signal: null }, this.begun);
  }

  private end(job: Job): void {
    this.jobs.shift();
    this.begun = false;
    if (job.bulk) {
      // A lane may give back the end of a bulk job.
      const values = job.args.slice(0, Math.ceil(job.args.length / 2));
      this.host.bulk({ values }, 0, 0.01);
      return;
    }
    const [what] = job.args;
    this.ran.push(what);
    if (what === 'fail') this.host.rejected(new RangeError('failed'), 0, 0.01);
    else this.host.fulfilled(what, 0, 0.01);
  }
}

/** Opens fake lanes and keeps them all. */
export class FakeTransport implements Transport {
  readonly batching: boolean;
  readonly lanes: FakeLane[] = [];

  constructor(batching = true) {
    this.batching = batching;
  }

  open(id: number, host: LaneHost): LaneLink {
    const lane = new FakeLane(id, host);
    this.lanes.push(lane);
    return lane;
  }

  get openLanes(): FakeLane[] {
    return this.lanes.filter((lane) => lane.open);
  }
}
