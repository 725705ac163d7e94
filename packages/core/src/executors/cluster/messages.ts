import { serialize } from 'node:v8';
import type { EncodedError } from '../../wire/error-codec.ts';
import type { BulkResult } from '../../wire/messages.ts';
import { deserializeValue } from '../../wire/serialize.ts';
import type { TaskName } from './task-version.ts';

/** Raised when the messages change in a way that an older side cannot read. */
export const PROTOCOL = 2;

/** Options of a job that its worker must know; absent where they are the default. */
export interface RemoteCall {
  readonly timeoutMs?: number;
  readonly graceMs?: number;
  readonly report?: true;
}

/** Jobs that travel as one engine job; `shape` and `args` as in a lane's own messages. */
export interface Parcel {
  readonly protocol: number;
  readonly tasks: readonly (readonly [id: number, name: TaskName])[];
  readonly bulk: boolean;
  readonly shape: readonly number[];
  readonly args: readonly unknown[] | Float64Array;
  /** What the ids of its jobs begin with. */
  readonly origin: string;
  /** One for each job, or none at all where all are the default. */
  readonly calls?: readonly RemoteCall[];
}

/** How one job ended: its value, or its error. */
export type RemoteOutcome = { readonly value: unknown } | { readonly error: EncodedError };

/** What a worker tells a caller of one engine job; `from` is the position of the first outcome. */
export type Reply =
  | {
      readonly type: 'outcomes';
      readonly from: number;
      readonly outcomes: readonly RemoteOutcome[] | Float64Array;
      /** Workers that were lost while they had the jobs; absent for none. */
      readonly losses?: number;
      readonly startMs: number;
      readonly runMs: number;
    }
  | { readonly type: 'bulk'; readonly result: BulkResult; readonly startMs: number; readonly runMs: number }
  | { readonly type: 'report'; readonly index: number; readonly value: unknown }
  /** Its workers died so often that the engine gave it up. */
  | { readonly type: 'lost'; readonly losses: number }
  /** The worker could not read it. */
  | { readonly type: 'refused'; readonly message: string };

/** Asks every worker to end jobs of one engine job; without `indexes` all of them. */
export interface Cancel {
  readonly id: string;
  readonly indexes?: readonly number[];
  readonly reason: EncodedError;
}

/** What BullMQ keeps of an engine job: text alone. */
export interface EngineData {
  /** Key of the stream that takes the replies. */
  readonly reply: string;
  /** Seconds that the stream is kept after its last reply. */
  readonly keep: number;
  /** The parcel, base64. */
  readonly body?: string;
  /** Where the parcel is kept, if it is too large for the queue. */
  readonly blob?: string;
}

/** Serializes a message. */
export function pack(message: Parcel | Reply | Cancel): Buffer {
  return serialize(message);
}

/** Reads a message; V8's format holds data alone, and sets `__proto__` as an ordinary property. */
export function unpack(bytes: Uint8Array): unknown {
  return deserializeValue(bytes);
}
