import type { Verdict } from '../result/claim.ts';
import type { EdgeResult } from '../result/edge.ts';
import { Evidence, quotient, ratioText, side, verdictAbove, type ArticlePart } from './evidence.ts';

const IO = 'I/O bound?';
const VOLUME = 'very slow or high volume?';

type Judged = Pick<EdgeResult, 'verdict' | 'ours'>;

/** Follows the article's flowchart, F1 to F4, with measured numbers. */
export function measureEdges(studies: readonly ArticlePart[]): EdgeResult[] {
  const evidence = new Evidence(studies);
  return [
    {
      id: 'F1',
      from: IO,
      answer: 'yes',
      to: VOLUME,
      rule: 'CPU time / wall time tells the two kinds apart: below 0.2 for work that waits, above 0.8 for work that computes',
      ...tellsApart(evidence),
      advice: 'measure CPU time / wall time instead of guessing; between 0.2 and 0.8 the work is mixed',
    },
    {
      id: 'F2',
      from: IO,
      answer: 'no',
      to: 'multiprocessing',
      rule: 'on work that computes, processes are not slower than threads in any of Node, C++ and Python',
      ...processesBest(evidence),
      advice:
        'threads in Node and C++, processes in CPython with its lock; and only from the break-even size of a job on',
    },
    {
      id: 'F3',
      from: VOLUME,
      answer: 'yes',
      to: 'asyncio',
      rule: 'at the greatest volume the event loop takes less CPU time a wait than threads, in Node and Python',
      ...volume(evidence),
      advice: 'the event loop, with a bound on what is in flight',
    },
    {
      id: 'F4',
      from: VOLUME,
      answer: 'no',
      to: 'threading',
      rule: 'with few waits threads are at least as fast as asyncio, within 10 %',
      ...fewWaits(evidence),
      advice: 'either will do in Python; in Node the event loop, for a thread costs a megabyte and more',
    },
  ];
}

function tellsApart(evidence: Evidence): Judged {
  const [waits, computes] = [evidence.row('sleep', 'js-inline'), evidence.row('counter', 'js-inline')].map(
    (row) => row?.parallelism,
  );
  if (waits == null || computes == null) return { verdict: 'inconclusive', ours: 'not measured' };
  const ours = `sleep ${waits.toFixed(2)}, counter ${computes.toFixed(2)}`;
  if (waits < 0.2 && computes > 0.8) return { verdict: 'reproduced', ours };
  // A loop that computes has less than a core only if others take it.
  return { verdict: waits < 0.2 ? 'inconclusive' : 'not reproduced', ours };
}

function processesBest(evidence: Evidence): Judged {
  const block = evidence.block('counter');
  const pairs = [
    { name: 'Node', threads: 'js-threads', processes: 'js-processes' },
    { name: 'C++', threads: 'cpp-O2-threads', processes: 'cpp-O2-processes' },
    { name: 'Python', threads: 'py-threading', processes: 'py-multiprocessing' },
  ].flatMap(({ name, threads, processes }) => {
    const ratio = quotient(
      evidence.row('counter', processes)?.speedUp,
      evidence.row('counter', threads)?.speedUp,
    );
    return ratio === undefined ? [] : [{ name, ratio }];
  });
  if (pairs.length === 0) return { verdict: 'inconclusive', ours: 'not measured' };
  const ours = `processes / threads on counter: ${pairs.map(({ name, ratio }) => `${name} ${ratioText(ratio)}`).join(', ')}`;
  if (block?.gate.state !== 'passed')
    return { verdict: 'inconclusive', ours: `${ours}; the machine was not quiet` };
  const sides = pairs.map(({ ratio }) => side(ratio, { above: 0.95, below: 0.9 }));
  if (sides.includes('below')) return { verdict: 'not reproduced', ours };
  return { verdict: sides.includes('unclear') ? 'inconclusive' : 'reproduced', ours };
}

function volume(evidence: Evidence): Judged {
  const found = [
    { name: 'Node', pair: evidence.ioPair('js-threads', 'js-async', 'sleep') },
    { name: 'Python', pair: evidence.ioPair('py-threading', 'py-asyncio', 'sleep') },
  ].flatMap(({ name, pair }) => {
    const [threads, loop] = pair ?? [];
    if (threads?.cpuMs == null || loop?.cpuMs == null || loop.cpuMs <= 0) return [];
    return [
      {
        name,
        count: threads.concurrency,
        ratio: threads.cpuMs / loop.cpuMs,
        enough: threads.wallMs.confidence >= 0.9,
      },
    ];
  });
  if (found.length === 0) return { verdict: 'inconclusive', ours: 'not measured' };
  const ours = found
    .map(
      ({ name, count, ratio }) => `${name}, ${count} waits: threads take ${ratio.toFixed(1)}x the CPU time`,
    )
    .join('; ');
  if (!found.every(({ enough }) => enough))
    return { verdict: 'inconclusive', ours: `${ours}; too few rounds` };
  const verdict: Verdict = found.every(({ ratio }) => ratio > 1.1)
    ? 'reproduced'
    : found.some(({ ratio }) => ratio < 0.9)
      ? 'not reproduced'
      : 'inconclusive';
  return { verdict, ours };
}

function fewWaits(evidence: Evidence): Judged {
  const [threads, loop] = [evidence.row('download', 'py-threading'), evidence.row('download', 'py-asyncio')];
  const ratio = quotient(threads?.speedUp, loop?.speedUp);
  if (ratio === undefined) return { verdict: 'inconclusive', ours: 'not measured' };
  const ours = `threads / asyncio on few downloads in Python: ${ratioText(ratio)}`;
  return { verdict: verdictAbove(side(ratio, { above: 0.9, below: 0.8 })), ours };
}
