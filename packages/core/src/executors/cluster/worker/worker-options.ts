import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { ExecutorOptions } from '../../../executor/options.ts';
import type { BlobStore } from '../blob-store.ts';
import type { ClusterConnection } from '../connection.ts';

/** Options of a worker node. Durations are in ms. */
export interface ClusterWorkerOptions {
  readonly connection: ClusterConnection;
  /** Options of `tls.connect`, where the connection is a rediss: URL. */
  readonly tls?: TlsOptions;
  /** Name of the queue; the callers' own. */
  readonly queue: string;
  /** Paths or file: URLs of the modules whose exported functions may be run; nothing else ever is. */
  readonly tasks: readonly (string | URL)[];
  /** Where jobs run on this node; never on the event loop, which renews the locks. Default `threads`. */
  readonly on?: 'threads' | 'processes';
  /** Options of the node's own executor: its concurrency, `initialize`, limits of its lanes. */
  readonly lanes?: ExecutorOptions;
  /** A job whose worker does not renew its lock for this long counts as lost; 100 to 3,600,000, default 10,000. */
  readonly lockMs?: number;
  /** How often workers look for lost jobs; 100 to 3,600,000, default 5000. */
  readonly checkMs?: number;
  /** A job that was lost more often is given up, and its caller told; 0 to 100, default 3. */
  readonly maxLosses?: number;
  /** Largest result in bytes; default 1 MiB. */
  readonly maxValueBytes?: number;
  /** Takes what is larger. */
  readonly blobs?: BlobStore;
  /** Serves `/health` and `/metrics`; default: not. `port` 0 takes any free one; `host` is `127.0.0.1` by default. */
  readonly health?: { readonly port: number; readonly host?: string };
  /** Told of what an operator should know. */
  readonly onWarning?: (message: string) => void;
}
