import type { ClaimResult } from '../result/claim.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { keptPairs } from '../engine/pairs.ts';
import { holm } from '../statistics/holm.ts';
import { logRatios } from '../statistics/paired-ratio.ts';
import { signTestP } from '../statistics/sign-test.ts';
import {
  ENOUGH,
  Evidence,
  quotient,
  ratioText,
  side,
  verdictAbove,
  type ArticlePart,
  type Limits,
} from './evidence.ts';

/**
 * Limits of a speed-up. Between them nothing is decided: a ratio that lies on a limit would otherwise be found on either
 * side of it, now and then, and two runs would contradict each other.
 */
const FASTER: Limits = { above: 1.1, below: 1.05 };
/** A speed-up of work that cannot be told from none is none; one of waits must be plain. */
const PLAINLY: Limits = { above: 1.2, below: 1.1 };
const SLOWER: Limits = { above: 1 / 1.05, below: 1 / 1.1 };
/** Medians of batches within this of each other's side may differ. */
const MARGIN = 1.05;

type Judged = Pick<ClaimResult, 'verdict' | 'ours' | 'unit' | 'oursText' | 'reason'> & {
  /** Of the sign test against the limit that decides; for Holm's correction. */
  readonly pValue?: number;
};

interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly article: string;
  readonly rule: string;
  readonly evidence: readonly string[];
  readonly judge: (evidence: Evidence) => Judged;
}

/** What a thread and a process cost, in each language. */
const LANE_COSTS = [
  'py-threading',
  'py-multiprocessing',
  'js-threads',
  'js-processes',
  'cpp-threads',
  'cpp-processes',
].map((row) => `overhead/${row}`);

/** Every claim of the article with its rule. */
const CLAIMS: readonly Claim[] = [
  {
    id: 'C1',
    claim: 'CPython threads do not speed up CPU-bound work',
    article: '0.89x',
    rule: `the speed-up's interval lies below ${PLAINLY.below} (above ${PLAINLY.above}: not reproduced)`,
    evidence: ['counter/py-threading'],
    judge: (evidence) => rowRatio(evidence, 'counter', 'py-threading', PLAINLY, 'below'),
  },
  {
    id: 'C2',
    claim: 'C++ threads do: without them it is quite a bit slower',
    article: '3.19x (4 threads)',
    rule: ruleAbove(FASTER),
    evidence: ['counter/cpp-O0-threads'],
    judge: (evidence) => rowRatio(evidence, 'counter', 'cpp-O0-threads', FASTER, 'above'),
  },
  {
    id: 'C3',
    claim: 'multiprocessing speeds up CPU-bound work',
    article: '3.83x (4 cores)',
    rule: ruleAbove(FASTER),
    evidence: ['sum/py-multiprocessing'],
    judge: (evidence) => rowRatio(evidence, 'sum', 'py-multiprocessing', FASTER, 'above'),
  },
  {
    id: 'C4',
    claim: 'with 1e4 instead of 1e8 multiprocessing is slower than a loop',
    article: 'a guess',
    rule: `with lanes started cold the speed-up's interval lies below ${SLOWER.below.toFixed(2)} (above ${SLOWER.above.toFixed(2)}: not reproduced)`,
    evidence: ['shortSum/py-multiprocessing', 'crossover/py-multiprocessing'],
    judge: (evidence) => rowRatio(evidence, 'shortSum', 'py-multiprocessing', SLOWER, 'below'),
  },
  {
    id: 'C5',
    claim: 'asyncio runs I/O tasks concurrently on one thread',
    article: '3 s for 2 + 3 + 1 s',
    rule: `on one thread: ${ruleAbove(PLAINLY)}`,
    evidence: ['sleep/py-asyncio'],
    judge: (evidence) => rowRatio(evidence, 'sleep', 'py-asyncio', PLAINLY, 'above'),
  },
  {
    id: 'C6',
    claim: 'asyncio is more efficient than threads for high-volume I/O',
    article: '-',
    rule: `at the greatest volume threads take more CPU time a wait than asyncio by more than ${FASTER.above}, and asyncio is not slower`,
    evidence: ['io/py-asyncio', 'io/py-threading'],
    judge: judgeVolume,
  },
  {
    id: 'C7',
    claim: 'threads are lighter than processes',
    article: '-',
    rule: "starting four processes takes longer than four threads in the article's Python, and in no language clearly less",
    evidence: LANE_COSTS,
    judge: (evidence) => judgeLanguages(evidence, 'spawnMs', 'start'),
  },
  {
    id: 'C8',
    claim: 'threads are more error-prone: they interfere, and updates are lost',
    article: '-',
    rule: 'unprotected threads lose updates in some language, protected ones in none; that none was lost shows nothing',
    evidence: ['lostUpdates/py-plain', 'lostUpdates/cpp-plain', 'lostUpdates/js-plain'],
    judge: judgeLost,
  },
  {
    id: 'C9',
    claim: 'processes are less memory-efficient than threads, which share memory',
    article: '-',
    rule: "a process adds more memory (PSS) than a thread in the article's Python, and in no language clearly less",
    evidence: LANE_COSTS,
    judge: (evidence) => judgeLanguages(evidence, 'pssBytesPerLane', 'memory'),
  },
  {
    id: 'C10',
    claim: 'threads are useful for I/O-bound work in spite of the GIL',
    article: '-',
    rule: `of downloads ${ruleAbove(PLAINLY)}`,
    evidence: ['download/py-threading'],
    judge: (evidence) => rowRatio(evidence, 'download', 'py-threading', PLAINLY, 'above'),
  },
];

/** Judges every claim by what was measured; the interval decides, never its value alone, and a closed gate decides nothing. */
export function judgeClaims(studies: readonly ArticlePart[]): ClaimResult[] {
  const evidence = new Evidence(studies);
  return withHolm(CLAIMS.map(({ judge, ...claim }) => ({ claim, judged: judge(evidence) })));
}

/** Leaves a verdict undecided whose p value does not hold in the table of all claims. */
function withHolm(
  rows: readonly { readonly claim: Omit<Claim, 'judge'>; readonly judged: Judged }[],
): ClaimResult[] {
  const tested = rows.filter(({ judged }) => judged.pValue !== undefined);
  const adjusted = holm(tested.map(({ judged: { pValue = 1 } }) => pValue));
  return rows.map((row): ClaimResult => {
    const { pValue, ...judged } = row.judged;
    const pHolm = adjusted[tested.indexOf(row)];
    if (pValue === undefined || pHolm === undefined) return { ...row.claim, ...judged };
    const lost = judged.verdict !== 'inconclusive' && pHolm > 0.05;
    return {
      ...row.claim,
      ...judged,
      pHolm,
      ...(lost
        ? {
            verdict: 'inconclusive',
            reason: `too few rounds for a table of ${tested.length} claims: p = ${pHolm.toPrecision(2)} by Holm`,
          }
        : {}),
    };
  });
}

/** @param holds - the side of the limits on which the claim holds */
function rowRatio(
  evidence: Evidence,
  workload: string,
  id: string,
  limits: Limits,
  holds: 'above' | 'below',
): Judged {
  const [block, row] = [evidence.block(workload), evidence.row(workload, id)];
  const ratio = row?.speedUp;
  if (block === undefined || row === undefined || ratio === undefined)
    return unmeasured('x', row?.reason ?? `the workload ${workload} was not measured`);
  const found = { ours: ratio, unit: 'x', oursText: ratioText(ratio) };
  if (block.gate.state !== 'passed')
    return {
      ...found,
      verdict: 'inconclusive',
      reason: `the machine was not quiet: ${block.gate.reasons.join('; ')}`,
    };
  const where = side(ratio, limits);
  if (where === 'unclear')
    return {
      ...found,
      verdict: 'inconclusive',
      reason:
        ratio.confidence < ENOUGH
          ? 'too few rounds for a verdict'
          : 'the interval does not lie on one side of the limits',
    };
  if (!batchesAgree(row.batches ?? []))
    return { ...found, verdict: 'inconclusive', reason: 'the batches of fresh processes do not agree' };
  const base = evidence.row(workload, row.base);
  const logs = logRatios(keptPairs(base?.samples ?? [], row.samples));
  return {
    ...found,
    verdict: where === holds ? 'reproduced' : 'not reproduced',
    reason: `the whole interval of ${block.rounds} rounds lies on one side, in both batches`,
    ...(logs.length === 0 ? {} : { pValue: signTestP(logs.map((log) => log - Math.log(limits[where]))) }),
  };
}

/** Medians of batches may differ a little where there is no difference at all. */
function batchesAgree(batches: readonly number[]): boolean {
  const clear = batches.filter((ratio) => ratio > MARGIN || ratio < 1 / MARGIN);
  return new Set(clear.map((ratio) => ratio > 1)).size < 2;
}

function judgeVolume(evidence: Evidence): Judged {
  const pair = evidence.ioPair('py-threading', 'py-asyncio', 'sleep');
  const [threads, loop] = pair ?? [];
  if (threads?.cpuMs == null || loop?.cpuMs == null || loop.cpuMs <= 0)
    return unmeasured('x', 'the sweep of waits was not measured in Python');
  const value = threads.cpuMs / loop.cpuMs;
  const wall = quotient(threads.wallMs, loop.wallMs);
  // CPU time has no interval of its own here: that of the wall time stands for it, around its own value.
  const spread = wall === undefined ? 1 : wall.high / wall.value;
  const ours: Estimate = {
    value,
    low: value / spread,
    high: value * spread,
    confidence: threads.wallMs.confidence,
  };
  const against = wall === undefined ? 'unclear' : side(wall, SLOWER);
  const more = verdictAbove(side(ours, FASTER));
  const verdict =
    against === 'below'
      ? 'not reproduced'
      : against === 'unclear' && more === 'reproduced'
        ? 'inconclusive'
        : more;
  return {
    verdict,
    ours,
    unit: 'x',
    oursText: `${ratioText(ours)} the CPU time`,
    reason: `${threads.concurrency} waits at once: threads ${threads.wallMs.value.toFixed(0)} ms and ${threads.cpuMs.toFixed(0)} ms of CPU, asyncio ${loop.wallMs.value.toFixed(0)} ms and ${loop.cpuMs.toFixed(0)} ms`,
  };
}

const LANGUAGES = [
  { name: 'Python', threads: 'py-threading', processes: 'py-multiprocessing' },
  { name: 'Node', threads: 'js-threads', processes: 'js-processes' },
  { name: 'C++', threads: 'cpp-threads', processes: 'cpp-processes' },
] as const;

function judgeLanguages(evidence: Evidence, key: 'spawnMs' | 'pssBytesPerLane', what: string): Judged {
  const ratios = LANGUAGES.flatMap(({ name, threads, processes }) => {
    const ratio = quotient(evidence.overhead(processes)?.[key], evidence.overhead(threads)?.[key]);
    return ratio === undefined ? [] : [{ name, ratio }];
  });
  const [first] = ratios;
  if (first === undefined) return unmeasured('x', 'the study overhead was not measured');
  // The article's language decides; the others may only object.
  const [own, ...others] = ratios.map(({ ratio }) => side(ratio, FASTER));
  const against = others.length > 0 && ratios.slice(1).some(({ ratio }) => side(ratio, SLOWER) === 'below');
  const verdict = against && own === 'above' ? 'inconclusive' : verdictAbove(own ?? 'unclear');
  return {
    verdict,
    ours: first.ratio,
    unit: 'x',
    oursText: `${ratioText(first.ratio)} in ${first.name}`,
    reason: `${what} of a process / of a thread: ${ratios.map(({ name, ratio }) => `${name} ${ratioText(ratio)}`).join(', ')}`,
  };
}

function judgeLost(evidence: Evidence): Judged {
  const rows = evidence.block('lostUpdates')?.rows ?? [];
  const measured = rows.filter(({ state }) => state === 'measured' || state === 'wrong');
  const plain = measured.filter(({ build }) => build === 'unprotected');
  const most = Math.max(...plain.map(({ reason = '' }) => Number(/to (\d+) of/.exec(reason)?.[1] ?? 0)));
  if (plain.length === 0) return unmeasured('updates lost', 'the workload lostUpdates was not measured');
  const unsafe = measured.filter(({ state }) => state === 'wrong').map(({ id }) => id);
  const reason = plain.map(({ id, reason: told }) => `${id} ${told}`).join('; ');
  return {
    verdict: unsafe.length === 0 && most > 0 ? 'reproduced' : 'inconclusive',
    ours: { value: most, low: most, high: most, confidence: 1 },
    unit: 'updates lost',
    oursText: `${most.toLocaleString('en')} updates lost`,
    reason:
      unsafe.length > 0
        ? `protected rows lost updates: ${unsafe.join(', ')}`
        : `${reason}; protected ones lost none`,
  };
}

function unmeasured(unit: string, reason: string): Judged {
  return { verdict: 'inconclusive', ours: null, unit, oursText: 'not measured', reason };
}

function ruleAbove({ above, below }: Limits): string {
  return `the speed-up's interval lies above ${above} (below ${below}: not reproduced)`;
}
