import type { EncodedError } from '../wire/error-codec.ts';
import type { BulkResult } from '../wire/messages.ts';

/** How a lane tells its host what became of a job; jobs are named by their sequence number on the lane. */
export interface Outlet {
  /** Marks a job as running; false if the host took it back. */
  begin(sequence: number): boolean;
  /** Says that a job was passed over without running. */
  skip(sequence: number): void;
  /** @param alone - the job travelled alone, so nothing can be saved by waiting for others */
  value(sequence: number, value: unknown, alone: boolean, startMs: number, runMs: number): void;
  error(sequence: number, error: EncodedError, startMs: number, runMs: number): void;
  bulk(sequence: number, result: BulkResult, startMs: number, runMs: number): void;
  report(sequence: number, value: unknown): void;
  /** Makes sure that the host hears of everything so far. */
  flush(): void;
  /** Tells whether the host asked the running job to end, where that can be seen without the event loop. */
  abortRequested(sequence: number): boolean;
}
