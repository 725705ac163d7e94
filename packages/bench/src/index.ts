export type { BenchResult, BlockResult, PrintedResult, RowResult, Verdict } from './result/result.ts';
export { renderTable } from './render/table.ts';
export { benchCommand } from './command.ts';
export { runBench, type BenchIo, type BenchOptions } from './studies/run-bench.ts';
export { WORKLOADS } from './workloads/catalogue.ts';
export type { Preset, Workload, WorkloadId } from './workloads/workload.ts';
