import type { Context } from '../task/context.ts';

/** The item of a bulk job that is running. */
export interface Cursor {
  item: number;
}

/** The context of one item of a bulk job: all but the id is the job's own. */
export class ItemContext implements Context {
  readonly id: string;
  readonly attempt: number;
  readonly lane: number;
  private readonly job: Context;

  constructor(job: Context, id: string) {
    this.id = id;
    this.attempt = job.attempt;
    this.lane = job.lane;
    this.job = job;
  }

  get signal(): AbortSignal {
    return this.job.signal;
  }

  report(value: unknown): void {
    this.job.report(value);
  }
}
