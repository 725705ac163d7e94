export { attach, type AttachOptions, type RunResult } from './attach.ts';
export type { BlobStore } from './blob-store.ts';
export type { ClusterOptions } from './cluster-options.ts';
export type { ClusterAddress, ClusterConnection } from './connection.ts';
export { startClusterWorker, type ClusterWorker } from './worker/cluster-worker.ts';
export type { ClusterWorkerOptions } from './worker/worker-options.ts';
export type { WorkerStats } from './worker/health-server.ts';
