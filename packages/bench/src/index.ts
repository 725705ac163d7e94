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
export { WorkloadHost, type WorkloadQuestion, type WorkSource } from './hosts/workload-question.ts';
export { hostEntry } from './hosts/entry.ts';
export { LineHost } from './hosts/line-host.ts';
export { WORKLOADS } from './workloads/catalogue.ts';
export { buildKernel, type BuildKernelOptions, type BuiltKernel } from '@counterpoint/native';
export type { Preset, Session, Workload } from './workloads/workload.ts';
export { compareContenders, planLooks, type CompareOptions, type CompareResult } from './compare/compare.ts';
export {
  baselineFolder,
  listBaselines,
  loadBaseline,
  saveBaseline,
  type Baseline,
} from './compare/baseline.ts';
export { compareResults, type ResultsComparison, type RowComparison } from './compare/result-files.ts';
export { targetContenders, targetLabel, type Target } from './compare/target.ts';
export { compareUnpaired } from './compare/unpaired.ts';
export { openCapacityMeter, type CapacityMeter, type CapacityReading } from './engine/capacity.ts';
export type { Contender, Run } from './engine/contender.ts';
export { gate, type GateInput } from './engine/gate.ts';
export {
  measureRounds,
  type RoundsEvent,
  type RoundsPlan,
  type RoundsResult,
  type Series,
} from './engine/measure-rounds.ts';
export { keptPairs } from './engine/pairs.ts';
export { seededRandom, type Random } from './engine/random.ts';
export { environment, environmentDifferences, pressure } from './environment/environment.ts';
export {
  compareSeries,
  decide,
  LIMITS,
  type BatchedPair,
  type Comparison,
  type Difference,
} from './statistics/comparison.ts';
export { crossing, type Crossing } from './statistics/crossing.ts';
export { holm } from './statistics/holm.ts';
export { median } from './statistics/median.ts';
export { pairedRatio, type Pair } from './statistics/paired-ratio.ts';
export { signInterval } from './statistics/sign-interval.ts';
export { trimmedMean } from './statistics/trimmed-mean.ts';
export { advise } from './advice/advise.ts';
export type { Advice, Candidate, Excluded, FanOut, Profile } from './advice/advice.ts';
export { renderAdvice } from './advice/render-advice.ts';
export { kernelsOf } from './advice/kernel.ts';
export type { AdvisedModel, AdviceRequest, Goal, KernelChoice, Setup } from './advice/request.ts';
export { diagnose, type Diagnosis, type FoundTool } from './doctor/diagnose.ts';
