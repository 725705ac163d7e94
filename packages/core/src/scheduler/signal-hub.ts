import type { Job } from './job.ts';

interface Entry {
  readonly jobs: Set<Job>;
  readonly listener: () => void;
}

/** Listens once to each signal, however many jobs share it. */
export class SignalHub {
  private readonly entries = new Map<AbortSignal, Entry>();
  private readonly onAbort: (job: Job, reason: unknown) => void;

  constructor(onAbort: (job: Job, reason: unknown) => void) {
    this.onAbort = onAbort;
  }

  add(job: Job, signal: AbortSignal): void {
    const entry = this.entries.get(signal) ?? this.listen(signal);
    entry.jobs.add(job);
  }

  remove(job: Job, signal: AbortSignal): void {
    const entry = this.entries.get(signal);
    if (entry === undefined) return;
    entry.jobs.delete(job);
    if (entry.jobs.size > 0) return;
    signal.removeEventListener('abort', entry.listener);
    this.entries.delete(signal);
  }

  private listen(signal: AbortSignal): Entry {
    const jobs = new Set<Job>();
    const listener = (): void => {
      for (const job of jobs) this.onAbort(job, signal.reason);
    };
    const entry = { jobs, listener };
    this.entries.set(signal, entry);
    signal.addEventListener('abort', listener, { once: true });
    return entry;
  }
}
