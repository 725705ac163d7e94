import { openCapacityMeter } from '../engine/capacity.ts';
import type { Contender } from '../engine/contender.ts';
import { gate, type ControlResult } from '../engine/gate.ts';
import { measureRounds, type RoundsEvent, type RoundsResult } from '../engine/measure-rounds.ts';
import { seededRandom } from '../engine/random.ts';
import { keptPairs } from '../engine/pairs.ts';
import { compareSeries, decide, type Comparison } from '../statistics/comparison.ts';
import { median } from '../statistics/median.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';

/** How a comparison is made. */
export interface CompareOptions {
  /** Most rounds; default 72, fewer where they would take longer than `budgetMs`, never below 20 by itself. */
  readonly rounds?: number;
  /** Time after which no further look is planned; default 60,000. */
  readonly budgetMs?: number;
  readonly seed?: number;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RoundsEvent, planned: number) => void;
}

/** What a comparison came to; the verdict is on B. */
export interface CompareResult {
  readonly verdict: 'faster' | 'slower' | 'no-difference' | 'inconclusive';
  /** Time of B / time of A, with its interval. */
  readonly ratio: number;
  readonly lo: number;
  readonly hi: number;
  /** Why it is inconclusive; empty otherwise. */
  readonly reasons: readonly string[];
  readonly rounds: number;
  readonly looks: number;
  readonly medianMs: { readonly a: number; readonly b: number };
  readonly control: ControlResult | null;
  /** Rounds in which the machine was not free. */
  readonly contendedRounds: number;
  readonly samplesMs: { readonly a: readonly number[]; readonly b: readonly number[] };
}

const LOOKS = 3;
const MOST_ROUNDS = 72;
const LEAST_ROUNDS = 20;
const BATCH_ROUNDS = 12;

/** Plans at most three looks within the budget. @param roundMs - time of one round */
export function planLooks(roundMs: number, budgetMs: number, rounds?: number): number[] {
  if (rounds !== undefined) return [rounds];
  const affordable = Math.floor(budgetMs / Math.max(roundMs, 1e-3));
  const most = Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, affordable));
  const count = Math.min(LOOKS, Math.max(1, Math.floor(most / LEAST_ROUNDS)));
  return Array.from({ length: count }, (_, i) => Math.round((most * (i + 1)) / count));
}

/**
 * Compares two contenders, A and B, in interleaved rounds with A against itself as a control.
 * @throws {Error} if one of them fails
 */
export async function compareContenders(
  contenders: readonly [Contender, Contender],
  options: CompareOptions,
): Promise<CompareResult> {
  const { signal, budgetMs = 60_000, seed = Date.now() } = options;
  const [a] = contenders;
  const roundMs = await probeRound(contenders, signal);
  const looks = planLooks(roundMs, budgetMs, options.rounds);
  const confidence = 1 - 0.05 / looks.length;
  const meter = await openCapacityMeter();
  try {
    const judged = (result: RoundsResult): CompareResult => judge(result, confidence, meter.cores);
    const result = await measureRounds({
      contenders,
      looks,
      batchRounds: Math.min(BATCH_ROUNDS, Math.ceil((looks[0] ?? 1) / 2)),
      control: a.id,
      random: seededRandom(seed),
      capacity: () => meter.read(),
      check: () => Promise.resolve(undefined),
      decided: (soFar) => judged(soFar).verdict !== 'inconclusive',
      signal,
      onEvent: (event) => options.onEvent?.(event, looks.at(-1) ?? 0),
    });
    return judged(result);
  } finally {
    await meter.close();
  }
}

/** Runs each once: files are in the caches then, and it is known how long a round takes. */
async function probeRound(contenders: readonly [Contender, Contender], signal: AbortSignal): Promise<number> {
  const times: number[] = [];
  for (const contender of contenders) {
    try {
      await contender.open?.(signal);
      times.push((await contender.run(signal)).wallMs);
    } finally {
      await contender.close?.();
    }
  }
  const [a = 0, b = 0] = times;
  return 2 * a + b;
}

function judge(result: RoundsResult, confidence: number, cores: number): CompareResult {
  const [a, b] = ['A', 'B'].map((id) => {
    const series = result.series.get(id);
    if (series === undefined) throw new Error('interrupted before the first round');
    if (series.state !== 'measured') throw new Error(series.reason);
    return series.samples;
  }) as [RoundsSamples, RoundsSamples];
  const pairs = keptPairs(a, b);
  if (pairs.length === 0) throw new Error('interrupted before the first round was complete');
  const comparison = compareSeries(pairs, confidence);
  const controlPairs = keptPairs(a, result.control);
  const ratio = pairedRatio(controlPairs.length === 0 ? pairs : controlPairs, confidence);
  const control: ControlResult | null =
    controlPairs.length === 0
      ? null
      : { where: 'compare', row: 'A', ratio, containsOne: ratio.low <= 1 && ratio.high >= 1 };
  // Both sides of a round meet the same load, so busy cores widen the interval but do not move it: only the control
  // can close the gate. (Where cores are what is measured, in studies, capacity closes it too.)
  const passed = gate({ control, capacity: [], cores, needed: 1 });
  const found = decide(comparison, confidence);
  const reasons = passed.state === 'passed' ? [] : [...passed.reasons];
  if (found === 'inconclusive') reasons.push(whyUnclear(comparison, confidence));
  const times = (samples: RoundsSamples): number[] =>
    samples.filter(({ kept }) => kept).map(({ wallMs }) => wallMs);
  return {
    verdict: reasons.length > 0 ? 'inconclusive' : VERDICTS[found],
    // The comparison tells the speed-up A / B; people ask for B / A.
    ratio: 1 / comparison.ratio.value,
    lo: 1 / comparison.ratio.high,
    hi: 1 / comparison.ratio.low,
    reasons,
    rounds: pairs.length,
    looks: result.looks,
    medianMs: { a: median(times(a)), b: median(times(b)) },
    control,
    contendedRounds: result.contended,
    samplesMs: { a: times(a), b: times(b) },
  };
}

type RoundsSamples = RoundsResult['control'];

const VERDICTS = {
  faster: 'faster',
  slower: 'slower',
  'no difference': 'no-difference',
  inconclusive: 'inconclusive',
} as const;

function whyUnclear({ ratio, agree }: Comparison, confidence: number): string {
  if (ratio.confidence < confidence)
    return `too few rounds: the interval covers ${(100 * ratio.confidence).toFixed(1)} %, not ${(100 * confidence).toFixed(1)} %`;
  if (!agree && (ratio.low > 1 || ratio.high < 1)) return 'batches of fresh processes do not agree';
  return 'the interval is too wide to tell a difference from none';
}
