import type { ClaimResult, Verdict } from '../result/claim.ts';
import type { StudyResult } from '../result/result.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { Evidence, quotient, ratioText, side, verdictAbove } from './evidence.ts';

/** Within this of 1 a ratio is no difference worth a claim. */
const MARGIN = 1.05;
/** A speed-up that would be one: less is none. */
const SPEED_UP = 1.2;

type Judged = Pick<ClaimResult, 'verdict' | 'ours' | 'unit' | 'oursText' | 'reason'>;

interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly article: string;
  readonly rule: string;
  readonly evidence: readonly string[];
  readonly judge: (evidence: Evidence) => Judged;
}

/** Every claim of the article with its rule. */
const CLAIMS: readonly Claim[] = [
  {
    id: 'C1',
    claim: 'CPython threads do not speed up CPU-bound work',
    article: '0.89x',
    rule: `the speed-up's interval lies below ${SPEED_UP}`,
    evidence: ['counter/py-threading'],
    judge: (evidence) =>
      rowRatio(evidence, 'counter', 'py-threading', (ratio) => negated(verdictAbove(side(ratio, SPEED_UP)))),
  },
  {
    id: 'C2',
    claim: 'C++ threads do: without them it is quite a bit slower',
    article: '3.19x (4 threads)',
    rule: `the speed-up's interval lies above ${MARGIN}`,
    evidence: ['counter/cpp-O0-threads'],
    judge: (evidence) =>
      rowRatio(evidence, 'counter', 'cpp-O0-threads', (ratio) => verdictAbove(side(ratio, MARGIN))),
  },
  {
    id: 'C3',
    claim: 'multiprocessing speeds up CPU-bound work',
    article: '3.83x (4 cores)',
    rule: `the speed-up's interval lies above ${MARGIN}`,
    evidence: ['sum/py-multiprocessing'],
    judge: (evidence) =>
      rowRatio(evidence, 'sum', 'py-multiprocessing', (ratio) => verdictAbove(side(ratio, MARGIN))),
  },
  {
    id: 'C4',
    claim: 'with 1e4 instead of 1e8 multiprocessing is slower than a loop',
    article: 'a guess',
    rule: `with lanes started cold the speed-up's interval lies below ${(1 / MARGIN).toFixed(2)}`,
    evidence: ['shortSum/py-multiprocessing', 'crossover/py-multiprocessing'],
    judge: (evidence) =>
      rowRatio(evidence, 'shortSum', 'py-multiprocessing', (ratio) =>
        negated(verdictAbove(side(ratio, 1 / MARGIN))),
      ),
  },
  {
    id: 'C5',
    claim: 'asyncio runs I/O tasks concurrently on one thread',
    article: '3 s for 2 + 3 + 1 s',
    rule: `on one thread the speed-up's interval lies above ${SPEED_UP}`,
    evidence: ['sleep/py-asyncio'],
    judge: (evidence) =>
      rowRatio(evidence, 'sleep', 'py-asyncio', (ratio) => verdictAbove(side(ratio, SPEED_UP))),
  },
  {
    id: 'C6',
    claim: 'asyncio is more efficient than threads for high-volume I/O',
    article: '-',
    rule: `at the greatest volume threads take more CPU time a wait than asyncio by more than ${MARGIN}, and asyncio is not slower`,
    evidence: ['io/py-asyncio', 'io/py-threading'],
    judge: judgeVolume,
  },
  {
    id: 'C7',
    claim: 'threads are lighter than processes',
    article: '-',
    rule: 'starting four processes takes longer than four threads, in every language that was measured',
    evidence: [
      'overhead/py-threading',
      'overhead/py-multiprocessing',
      'overhead/js-threads',
      'overhead/js-processes',
      'overhead/cpp-threads',
      'overhead/cpp-processes',
    ],
    judge: (evidence) => judgeLanguages(evidence, 'spawnMs', 'start'),
  },
  {
    id: 'C8',
    claim: 'threads are more error-prone: they interfere, and updates are lost',
    article: '-',
    rule: 'unprotected threads lose updates in some language, protected ones in none',
    evidence: ['lostUpdates/py-plain', 'lostUpdates/cpp-plain', 'lostUpdates/js-plain'],
    judge: judgeLost,
  },
  {
    id: 'C9',
    claim: 'processes are less memory-efficient than threads, which share memory',
    article: '-',
    rule: 'a process adds more memory (PSS) than a thread, in every language that was measured',
    evidence: [
      'overhead/py-threading',
      'overhead/py-multiprocessing',
      'overhead/js-threads',
      'overhead/js-processes',
      'overhead/cpp-threads',
      'overhead/cpp-processes',
    ],
    judge: (evidence) => judgeLanguages(evidence, 'pssBytesPerLane', 'memory'),
  },
  {
    id: 'C10',
    claim: 'threads are useful for I/O-bound work in spite of the GIL',
    article: '-',
    rule: `the speed-up's interval of downloads lies above ${SPEED_UP}`,
    evidence: ['download/py-threading'],
    judge: (evidence) =>
      rowRatio(evidence, 'download', 'py-threading', (ratio) => verdictAbove(side(ratio, SPEED_UP))),
  },
];

/** Judges every claim by what was measured; the interval decides, never its value alone, and a closed gate decides nothing. */
export function judgeClaims(studies: readonly StudyResult[]): ClaimResult[] {
  const evidence = new Evidence(studies);
  return CLAIMS.map(({ id, claim, article, rule, evidence: from, judge }) => ({
    id,
    claim,
    article,
    rule,
    evidence: from,
    ...judge(evidence),
  }));
}

function rowRatio(
  evidence: Evidence,
  workload: string,
  id: string,
  decide: (ratio: Estimate) => Verdict,
): Judged {
  const [block, row] = [evidence.block(workload), evidence.row(workload, id)];
  const ratio = row?.speedUp;
  if (block === undefined || ratio === undefined)
    return unmeasured('x', row?.reason ?? `the workload ${workload} was not measured`);
  const oursText = ratioText(ratio);
  if (block.gate.state !== 'passed')
    return {
      verdict: 'inconclusive',
      ours: ratio,
      unit: 'x',
      oursText,
      reason: `the machine was not quiet: ${block.gate.reasons.join('; ')}`,
    };
  const verdict = decide(ratio);
  const split = verdict !== 'inconclusive' && !batchesAgree(row?.batches ?? []);
  return {
    verdict: split ? 'inconclusive' : verdict,
    ours: ratio,
    unit: 'x',
    oursText,
    reason: split
      ? 'the batches of fresh processes do not agree'
      : verdict === 'inconclusive'
        ? ratio.confidence < 0.9
          ? 'too few rounds for a verdict'
          : 'the interval lies on both sides of the limit'
        : `the whole interval of ${block.rounds} rounds lies on one side, in both batches`,
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
  const slower = wall !== undefined && wall.high < 1 / MARGIN;
  const verdict = slower ? 'not reproduced' : verdictAbove(side(ours, MARGIN));
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
  const sides = ratios.map(({ ratio }) => side(ratio, MARGIN));
  const verdict: Verdict = sides.every((one) => one === 'above')
    ? 'reproduced'
    : sides.includes('below')
      ? 'not reproduced'
      : 'inconclusive';
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
    verdict: unsafe.length > 0 ? 'inconclusive' : most > 0 ? 'reproduced' : 'not reproduced',
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

function negated(verdict: Verdict): Verdict {
  return verdict === 'reproduced' ? 'not reproduced' : verdict === 'not reproduced' ? 'reproduced' : verdict;
}
