import type { BlockResult, RowResult } from '../result/article.ts';
import type { ClaimResult } from '../result/claim.ts';

/** Inside of this margin around 1 a ratio is no difference. */
const MARGIN = 1.05;

interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly article: string;
  readonly workload: string;
  readonly row: string;
  /** What the speed-up must be for the claim to hold. */
  readonly holds: 'faster' | 'not faster' | 'slower';
}

const CLAIMS: readonly Claim[] = [
  {
    id: 'C1',
    claim: 'CPython threads do not speed up CPU-bound work',
    article: '0.89x',
    workload: 'counter',
    row: 'py-threading',
    holds: 'not faster',
  },
  {
    id: 'C2',
    claim: 'C++ threads do',
    article: '3.19x (4 threads)',
    workload: 'counter',
    row: 'cpp-O0-threads',
    holds: 'faster',
  },
  {
    id: 'C3',
    claim: 'multiprocessing speeds up CPU-bound work',
    article: '3.83x (4 cores)',
    workload: 'sum',
    row: 'py-multiprocessing',
    holds: 'faster',
  },
  {
    id: 'C4',
    claim: 'with 1e4 instead of 1e8 multiprocessing is slower',
    article: 'a guess',
    workload: 'shortSum',
    row: 'py-multiprocessing',
    holds: 'slower',
  },
  {
    id: 'C5',
    claim: 'asyncio runs I/O tasks concurrently on one thread',
    article: '3 s for 2 + 3 + 1 s',
    workload: 'sleep',
    row: 'py-asyncio',
    holds: 'faster',
  },
];

/** Judges the claims whose rows were measured; the interval of the speed-up decides, never its value alone. */
export function judge(blocks: readonly BlockResult[]): ClaimResult[] {
  return CLAIMS.map(({ id, claim, article, workload, row, holds }): ClaimResult => {
    const found = blocks.find((block) => block.workload === workload)?.rows.find((other) => other.id === row);
    const { verdict, ours } = verdictOf(found, holds);
    return {
      id,
      claim,
      article,
      rule: `the speed-up is ${holds}`,
      verdict,
      ours: found?.speedUp ?? null,
      unit: 'x',
      oursText: ours,
      reason: ours,
      evidence: [`${workload}/${row}`],
    };
  });
}

function verdictOf(
  row: RowResult | undefined,
  holds: Claim['holds'],
): { verdict: ClaimResult['verdict']; ours: string } {
  const speedUp = row?.speedUp;
  if (speedUp === undefined) return { verdict: 'inconclusive', ours: row?.reason ?? 'not measured' };
  const { value, low, high, confidence } = speedUp;
  const ours = `${value.toFixed(2)}x (${low.toFixed(2)}-${high.toFixed(2)})`;
  if (confidence < 0.9) return { verdict: 'inconclusive', ours: `${ours}, too few rounds for a verdict` };
  const faster = low > MARGIN;
  const slower = high < 1 / MARGIN;
  const notFaster = high < 1.2;
  const [yes, no] =
    holds === 'faster'
      ? [faster, high < MARGIN]
      : holds === 'slower'
        ? [slower, low > 1 / MARGIN]
        : [notFaster, low > 1.2];
  return { verdict: yes ? 'reproduced' : no ? 'not reproduced' : 'inconclusive', ours };
}
