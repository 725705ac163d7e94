import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { Settled } from '../../executor/executor.ts';
import { decodeError } from '../../wire/error-codec.ts';
import { fetchCarried, type BlobStore } from './blob-store.ts';
import { clusterAddress, connect, type ClusterConnection } from './connection.ts';
import { loadEngine } from './load-engine.ts';
import { unpack, type Reply } from './messages.ts';
import { checkQueue, replyStream, runLedger } from './names.ts';
import { readEntry } from './reply-reader.ts';

/** Which run to read. */
export interface AttachOptions {
  readonly connection: ClusterConnection;
  /** Options of `tls.connect`, where the connection is a rediss: URL. */
  readonly tls?: TlsOptions;
  readonly queue: string;
  /** The `runId` of the executor that sent the jobs. */
  readonly runId: string;
  readonly signal?: AbortSignal;
  readonly blobs?: BlobStore;
}

/** One job's result, with what tells it from the others. */
export type RunResult = Settled<unknown> & {
  /** Export name of the task. */
  readonly task: string;
  /** Position of the item in its map; 0 for a submit. */
  readonly index: number;
};

type Note = readonly (readonly [task: string, index: number, items: number])[];

/** How long one read waits; then it looks whether the run has grown. */
const BLOCK_MS = 1000;

/**
 * Reads the results of a run whose caller is gone: those that came before, and the rest as they come.
 *
 * Every job that had been handed over is yielded once, in the order of arrival; the stream ends with the last. What
 * the first caller had not handed over is unknown here. A run that nobody started, or that was kept no longer, is empty.
 * @throws {TypeError} for wrong options
 * @throws {EngineUnavailable} if the engine is not installed or cannot be reached
 * @throws the reason of `signal`
 */
export async function* attach(options: AttachOptions): AsyncGenerator<RunResult, void, void> {
  const { signal, blobs } = options;
  const ledger = runLedger(checkQueue(options.queue), checkQueue(options.runId));
  const stream = replyStream(options.queue, options.runId);
  const redis = await connect(await loadEngine(), clusterAddress(options.connection, options.tls));
  const leave = (): void => redis.disconnect();
  signal?.addEventListener('abort', leave);
  /** Number of outcomes that were yielded, of each engine job that is not finished. */
  const open = new Map<string, { readonly note: Note; told: number }>();
  const known = new Set<string>();
  let cursor = '0-0';
  try {
    for (;;) {
      signal?.throwIfAborted();
      for (const [id, note] of Object.entries(await redis.hgetall(ledger))) {
        if (known.has(id)) continue;
        known.add(id);
        open.set(id, { note: JSON.parse(note) as Note, told: 0 });
      }
      if (open.size === 0) return;
      const found = await redis.xreadBuffer('COUNT', 128, 'BLOCK', BLOCK_MS, 'STREAMS', stream, cursor);
      const [entries] = (found ?? []) as unknown as readonly (readonly [
        Buffer,
        readonly [Buffer, readonly Buffer[]][],
      ])[];
      for (const [entry, fields] of entries?.[1] ?? []) {
        cursor = entry.toString();
        const [id, carried] = readEntry(fields);
        const parcel = open.get(id);
        if (parcel === undefined) continue;
        yield* results(parcel, unpack(await fetchCarried(carried, blobs)) as Reply);
        if (parcel.told >= parcel.note.length) open.delete(id);
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', leave);
    redis.disconnect();
  }
}

/** The outcomes of a reply that were not yielded before. */
function* results(parcel: { readonly note: Note; told: number }, reply: Reply): Generator<RunResult> {
  const { note } = parcel;
  if (reply.type === 'outcomes') {
    for (const [at, outcome] of reply.outcomes.entries()) {
      const [task, index] = note[reply.from + at] ?? ['', 0];
      if (reply.from + at < parcel.told) continue;
      parcel.told++;
      if (typeof outcome === 'number') yield { task, index, state: 'fulfilled', value: outcome };
      else if ('value' in outcome) yield { task, index, state: 'fulfilled', value: outcome.value };
      else yield { task, index, state: 'rejected', reason: decodeError(outcome.error) };
    }
  } else if (reply.type === 'bulk') {
    const [task, first] = note[0] as Note[number];
    parcel.told++;
    const { values, error } = reply.result;
    for (const [at, value] of values.entries()) yield { task, index: first + at, state: 'fulfilled', value };
    if (error !== undefined)
      yield { task, index: first + values.length, state: 'rejected', reason: decodeError(error) };
  } else if (reply.type === 'lost' || reply.type === 'refused') {
    const reason = new Error(reply.type === 'lost' ? `lost with ${reply.losses} workers` : reply.message);
    for (const [task, index] of note.slice(parcel.told)) yield { task, index, state: 'rejected', reason };
    parcel.told = note.length;
  }
}
