// What the examples in docstrings and guides use without saying where it comes from.
import type { ClusterConnection, Executor, Task } from '@counterpoint/core';
import type { ScaleStudy } from '@counterpoint/bench/report';

declare global {
  const connection: ClusterConnection;
  const queue: string;
  const signal: AbortSignal;
  const pool: Executor;
  const files: string[];
  const scale: ScaleStudy;
  const resize: Task<(file: string, width?: number) => Buffer>;
  function show(image: Buffer): void;
  function endless(): Iterable<number>;
  function primesInJavaScript(limit: number): number;
  function upload(bytes: Uint8Array): Promise<string>;
  function download(key: string): Promise<Uint8Array>;
  interface Transaction {
    query(text: string, values: unknown[]): Promise<{ rowCount: number }>;
  }
  const database: { transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> };
}
