import type { EncodedError } from '../../wire/error-codec.ts';
import type { BulkResult } from '../../wire/messages.ts';

/**
 * What a thread tells its host beside the journal. A bare number is a doorbell: look into the journal; 'loaded' is the
 * first, once its modules are there.
 */
export type LaneMessage =
  | number
  | 'loaded'
  | {
      readonly type: 'value';
      readonly sequence: number;
      readonly value: unknown;
      readonly startMs: number;
      readonly runMs: number;
    }
  | {
      readonly type: 'error';
      readonly sequence: number;
      readonly value: EncodedError;
      readonly startMs: number;
      readonly runMs: number;
    }
  | {
      readonly type: 'bulk';
      readonly sequence: number;
      readonly value: BulkResult;
      readonly startMs: number;
      readonly runMs: number;
    }
  | { readonly type: 'report'; readonly sequence: number; readonly value: unknown };

/** An outcome that came as a message. */
export type PostedOutcome = Extract<LaneMessage, { type: 'value' | 'error' | 'bulk' }>;

/** What a thread is started with. */
export interface ThreadStart {
  readonly port: import('node:worker_threads').MessagePort;
  readonly setup: import('../../wire/messages.ts').LaneSetup;
  readonly journal: SharedArrayBuffer;
}
