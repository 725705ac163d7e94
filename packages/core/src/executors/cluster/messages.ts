import { serialize } from 'node:v8';
import type { EncodedError } from '../../wire/error-codec.ts';
import type { BulkResult } from '../../wire/messages.ts';
import { deserializeValue } from '../../wire/serialize.ts';
import type { TaskName } from './task-version.ts';

/** Raised when the messages change in a way that an older side cannot read. */
export const PROTOCOL = 4;

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
  /** The parcel: text as it is, bytes in base64, which never begins as that text does. */
  readonly body?: string;
  /** Where the parcel is kept, if it is too large for the queue. */
  readonly blob?: string;
}

/**
 * A parcel, and the outcome of a lone job, travel as tuples: names of properties would take most of the bytes and of the time
 * of a small one. The first element tells which.
 */
type PackedParcel = readonly [
  kind: 'parcel',
  protocol: number,
  tasks: readonly (string | number)[],
  bulk: boolean,
  shape: readonly number[],
  origin: string,
  args: readonly unknown[] | Float64Array,
  calls?: readonly RemoteCall[],
];
type PackedOutcome = readonly [
  kind: 'outcome',
  from: number,
  value: unknown,
  startMs: number,
  runMs: number,
  losses?: number,
];

/** Few and short values that JSON carries exactly are written as JSON, in a third of the time of V8's own format. */
const MOST_IN_JSON = 16;
const LONGEST_IN_JSON = 1024;
/** Begins a tuple in JSON; V8's own format begins with 0xff. */
const BRACKET = 0x5b;

/** A message on its way: JSON, or V8's own format. Text takes less time to write than bytes. */
export type Packed = string | Buffer;

/** Serializes a message. */
export function pack(message: Parcel | Reply | Cancel): Packed {
  if ('protocol' in message) {
    const { args, calls } = message;
    const simple = calls === undefined && Array.isArray(args) && args.length <= MOST_IN_JSON;
    return packTuple(packedParcel(message), simple && args.every(isExactInJson));
  }
  const tuple = 'type' in message ? packedOutcome(message) : undefined;
  return tuple === undefined ? serialize(message) : packTuple(tuple, isExactInJson(tuple[2]));
}

/** Reads a message; both formats hold data alone, and set `__proto__` as an ordinary property. */
export function unpack(packed: string | Uint8Array): unknown {
  const message =
    typeof packed === 'string' || packed[0] === BRACKET
      ? (JSON.parse(typeof packed === 'string' ? packed : Buffer.from(packed).toString()) as unknown)
      : deserializeValue(packed);
  if (!Array.isArray(message)) return message;
  return message[0] === 'parcel'
    ? parcelOf(message as unknown as PackedParcel)
    : outcomeOf(message as unknown as PackedOutcome);
}

/** Gives the bytes of a message, for where text cannot go. */
export function packedBytes(packed: Packed): Buffer {
  return typeof packed === 'string' ? Buffer.from(packed) : packed;
}

/** Writes a parcel as BullMQ can keep it. */
export function toBody(packed: Packed): string {
  return typeof packed === 'string' ? packed : packed.toString('base64');
}

/** Reads what `toBody` wrote. */
export function fromBody(body: string): Packed {
  return body.startsWith('[') ? body : Buffer.from(body, 'base64');
}

function packTuple(tuple: PackedParcel | PackedOutcome, inJson: boolean): Packed {
  return inJson ? JSON.stringify(tuple) : serialize(tuple);
}

function isExactInJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value === 'string') return value.length <= LONGEST_IN_JSON;
  return value === null || typeof value === 'boolean';
}

function packedParcel({ protocol, tasks, bulk, shape, origin, args, calls }: Parcel): PackedParcel {
  const named = tasks.flatMap(([id, { module, exportName, version }]) => [id, module, exportName, version]);
  const tuple = ['parcel', protocol, named, bulk, shape, origin, args] as const;
  return calls === undefined ? tuple : [...tuple, calls];
}

function parcelOf([, protocol, named, bulk, shape, origin, args, calls]: PackedParcel): Parcel {
  const tasks: Parcel['tasks'][number][] = [];
  for (let at = 0; at < named.length; at += 4) {
    const [id, module, exportName, version] = named.slice(at, at + 4) as [number, string, string, string];
    tasks.push([id, { module, exportName, version }]);
  }
  return { protocol, tasks, bulk, shape, origin, args, ...(calls === undefined ? {} : { calls }) };
}

/** Undefined for any other reply. */
function packedOutcome(reply: Reply): PackedOutcome | undefined {
  if (reply.type !== 'outcomes' || reply.outcomes.length !== 1) return undefined;
  const [outcome] = reply.outcomes;
  if (outcome === undefined || (typeof outcome !== 'number' && !('value' in outcome))) return undefined;
  const value = typeof outcome === 'number' ? outcome : outcome.value;
  const tuple = ['outcome', reply.from, value, reply.startMs, reply.runMs] as const;
  return reply.losses === undefined ? tuple : [...tuple, reply.losses];
}

function outcomeOf([, from, value, startMs, runMs, losses]: PackedOutcome): Reply {
  const told = { type: 'outcomes' as const, from, outcomes: [{ value }], startMs, runMs };
  return losses === undefined ? told : { ...told, losses };
}
