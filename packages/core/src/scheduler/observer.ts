import { channel } from 'node:diagnostics_channel';
import type { LaneExit } from '../errors/executor-error.ts';
import type { ExecutorStats, TraceEvent } from '../executor/stats.ts';
import { Histogram } from './histogram.ts';
import type { Job } from './job.ts';
import type { Lane } from './lane.ts';

/**
 * Names of the `diagnostics_channel` channels. Messages: `{ model, lane }`, for jobs also `task`, for `jobEnd` also
 * `startMs`, `runMs` and `state`, for `laneCrash` also `exitCode`, `signal` and `cause`.
 */
export const CHANNELS = {
  jobStart: 'counterpoint:job:start',
  jobEnd: 'counterpoint:job:end',
  laneOpen: 'counterpoint:lane:open',
  laneClose: 'counterpoint:lane:close',
  laneCrash: 'counterpoint:lane:crash',
} as const;

const jobStart = channel(CHANNELS.jobStart);
const jobEnd = channel(CHANNELS.jobEnd);
const laneOpen = channel(CHANNELS.laneOpen);
const laneClose = channel(CHANNELS.laneClose);
const laneCrash = channel(CHANNELS.laneCrash);

/** Counts and tells what a scheduler does. */
export class Observer {
  private readonly model: string;
  private readonly tracing: boolean;
  private readonly wait = new Histogram();
  private readonly run = new Histogram();
  private readonly trace: TraceEvent[] = [];
  private readonly openLanes = new Set<number>();
  private done = 0;
  private failures = 0;
  private batches = 0;
  private crashes = 0;

  constructor(model: string, tracing: boolean) {
    this.model = model;
    this.tracing = tracing;
  }

  sent(lane: number, jobs: readonly Job[]): void {
    this.batches++;
    if (!jobStart.hasSubscribers) return;
    for (const job of jobs)
      jobStart.publish({ model: this.model, lane, task: job.task.reference.exportName });
  }

  /** Notes a run on a lane, also one whose caller was told before. */
  ran(lane: number, job: Job, startMs: number, runMs: number, ok: boolean): void {
    const jobs = job.bulk ? job.args.length : 1;
    this.wait.add(Math.max(0, startMs - job.queuedMs), jobs);
    this.run.add(runMs / jobs, jobs);
    if (!this.tracing && !jobEnd.hasSubscribers) return;
    const task = job.task.reference.exportName;
    const state = ok ? 'fulfilled' : 'rejected';
    if (this.tracing) this.trace.push({ lane, task, startMs, endMs: startMs + runMs, state });
    if (jobEnd.hasSubscribers) jobEnd.publish({ model: this.model, lane, task, startMs, runMs, state });
  }

  fulfilled(jobs: number): void {
    this.done += jobs;
  }

  failed(): void {
    this.failures++;
  }

  laneOpened(lane: number): void {
    this.openLanes.add(lane);
    if (laneOpen.hasSubscribers) laneOpen.publish({ model: this.model, lane });
  }

  wasOpened(lane: number): boolean {
    return this.openLanes.has(lane);
  }

  /** @param exit - how the lane ended unasked; undefined where it was asked to */
  laneEnded(lane: number, exit: LaneExit | undefined): void {
    this.openLanes.delete(lane);
    if (exit === undefined) {
      if (laneClose.hasSubscribers) laneClose.publish({ model: this.model, lane });
      return;
    }
    this.crashes++;
    if (laneCrash.hasSubscribers) laneCrash.publish({ model: this.model, lane, ...exit });
  }

  stats(queued: number, running: number, lanes: readonly Lane[]): ExecutorStats {
    const nowMs = performance.now();
    return {
      queued,
      running,
      done: this.done,
      failed: this.failures,
      batches: this.batches,
      crashes: this.crashes,
      wait: this.wait.summary(),
      run: this.run.summary(),
      lanes: lanes.map((lane) => lane.stats(nowMs)),
      trace: [...this.trace],
    };
  }
}
