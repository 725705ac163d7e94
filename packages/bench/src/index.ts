export type * from './result/article.ts';
export type * from './result/cell.ts';
export type * from './result/claim.ts';
export type * from './result/crossover.ts';
export type * from './result/edge.ts';
export type * from './result/environment.ts';
export type * from './result/io.ts';
export type * from './result/loop.ts';
export type * from './result/noise.ts';
export type * from './result/overhead.ts';
export { SCHEMA_VERSION, type BenchResult, type StudyResult } from './result/result.ts';
export type * from './result/scale.ts';
export type * from './result/timeline.ts';
export type { Sample } from './engine/sample.ts';
export type { Estimate } from './statistics/estimate.ts';
export { renderTable, type TableOptions } from './render/table.ts';
export { benchCommand } from './command.ts';
export { BENCH_OPTIONS } from './options.ts';
export { runBench, STUDIES, type BenchIo, type BenchOptions, type StudyName } from './studies/run-bench.ts';
export { Lab, type LabOptions } from './studies/lab.ts';
export { runScale, scaleSubject, type ScaleSubject } from './studies/scale.ts';
export type { WorkSource } from './hosts/workload-question.ts';
export { WORKLOADS } from './workloads/catalogue.ts';
export { buildKernel, type BuildKernelOptions, type BuiltKernel } from '@counterpoint/native';
export type { MeasuredModel, Preset, Session, Workload } from './workloads/workload.ts';
export { compareContenders, type CompareOptions, type CompareResult } from './compare/compare.ts';
export {
  listBaselines,
  loadBaseline,
  saveBaseline,
  type Baseline,
} from './compare/baseline.ts';
export { compareResults, type ResultsComparison, type RowComparison } from './compare/result-files.ts';
export { targetContenders, targetLabel, type Target } from './compare/target.ts';
export { compareUnpaired } from './compare/unpaired.ts';
export type { Contender, Run } from './engine/contender.ts';
export type { RoundsEvent, RoundsResult, Series } from './engine/measure-rounds.ts';
export type { Random } from './engine/random.ts';
export type { WarmUp } from './engine/warm-up.ts';
export { environment, environmentDifferences, pressure, type Tools } from './environment/environment.ts';
export type { BatchedPair, Comparison, Difference } from './statistics/comparison.ts';
export { pairedRatio, type Pair } from './statistics/paired-ratio.ts';
export { advise } from './advice/advise.ts';
export type { Advice, Candidate, Excluded, FanOut, Profile } from './advice/advice.ts';
export { renderAdvice } from './advice/render-advice.ts';
export { kernelsOf } from './advice/kernel.ts';
export type { AdvisedModel, AdviceRequest, Goal, KernelChoice, Setup } from './advice/request.ts';
export type { Tool } from './programs/toolchain.ts';
export type { OtherRuntime } from './variants/other-runtimes.ts';
export type { Interpreter } from './variants/programs.ts';
export type { Noise } from './doctor/noise.ts';
export { diagnose, type Diagnosis, type FoundTool } from './doctor/diagnose.ts';
