import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { ExecutorOptions } from '../../executor/options.ts';
import { numberIn } from '../../scheduler/call.ts';
import type { BlobStore } from './blob-store.ts';
import { clusterAddress, type ClusterConnection } from './connection.ts';
import type { CourierOptions } from './courier.ts';
import { checkQueue } from './names.ts';

/** Options of the model `cluster`. What concerns lanes (`initialize`, limits, environment) is the workers' own. */
export interface ClusterOptions extends Pick<ExecutorOptions, 'concurrency' | 'maxQueue' | 'trace'> {
  readonly connection: ClusterConnection;
  /** Options of `tls.connect`, where the connection is a rediss: URL. */
  readonly tls?: TlsOptions;
  /** Name of the queue: letters, digits, dots, dashes and underscores; the workers' own. */
  readonly queue: string;
  /** Names this run, so that `attach` finds its results if this process ends before it has them. */
  readonly runId?: string;
  /** How long replies, and the ledger of a run, are kept after the last of them, in ms; default an hour, for runs a day. */
  readonly keepMs?: number;
  /** Largest arguments of one job in bytes; default 1 MiB. */
  readonly maxValueBytes?: number;
  /** Takes what is larger; the workers need it too. */
  readonly blobs?: BlobStore;
}

/** Most parcels of one executor that are on their way at once. */
export const CLUSTER_LANES = 32;

const HOUR_MS = 3_600_000;

/**
 * Checks the options of the model `cluster`.
 * @throws {TypeError | RangeError}
 */
export function courierOptions(options: ClusterOptions): CourierOptions {
  const { connection, tls, queue, runId, keepMs, maxValueBytes, blobs } = options;
  if (runId !== undefined) checkQueue(runId);
  const keep = numberIn('keepMs', keepMs, 1000, 2 ** 40) ?? (runId === undefined ? HOUR_MS : 24 * HOUR_MS);
  return {
    address: clusterAddress(connection, tls),
    queue: checkQueue(queue),
    runId,
    keepSeconds: Math.ceil(keep / 1000),
    maxValueBytes: numberIn('maxValueBytes', maxValueBytes, 1, 2 ** 26) ?? 2 ** 20,
    blobs,
  };
}
