import { pairedRatio } from '@counterpoint/bench';
import { Contender } from './contender.mjs';

/** Rounds that do not count: until then the compiler is still at work in the faster ones. */
const WARM_UPS = 4;

/** Contenders that are no pools: ourselves, and the limits. */
const NO_POOL = /^(core|raw|ring|inline|python|batches)\//;

/**
 * Measures one row: in every round each contender once, in random order, after some that do not count.
 * @returns the samples of each contender, the failures, and what became of the targets
 */
export async function measureRow(row, { rounds, quick, only }) {
  const names = row.contenders.filter(
    (name) => only.length === 0 || only.some((part) => name.includes(part)),
  );
  const contenders = names.map((name) => new Contender(row, name));
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  try {
    await Promise.all(contenders.map((contender) => contender.start()));
    for (let warm = 0; warm < warmUps(row, quick); warm++)
      for (const contender of contenders) await contender.measure({ quick, warm: true });
    for (let round = 0; round < rounds; round++) {
      for (const contender of shuffled(contenders)) {
        const sample = await contender.measure({ quick });
        if (sample !== undefined) samples[contender.name].push(sample);
      }
    }
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
  const failures = {};
  for (const { name, failure } of contenders) {
    if (failure === undefined) continue;
    failures[name] = failure;
    delete samples[name];
  }
  return { rounds, samples, failures, targets: row.targets.flatMap((target) => judge(target, samples, row)) };
}

function warmUps({ fresh, unopened }, quick) {
  if (fresh === true || quick) return 0;
  return unopened === true ? 1 : WARM_UPS;
}

/** Compares by round with whom the target names; nothing where one of the two was not measured. */
function judge(target, samples, row) {
  const of = target.of ?? row.contenders[0];
  const against = target.against === 'best' ? bestPool(target, samples, of) : target.against;
  const own = samples[of]?.map((sample) => sample[target.metric]);
  if (own === undefined || (target.against !== undefined && samples[against] === undefined)) return [];
  const theirs = samples[against]?.map((sample) => sample[target.metric]) ?? own.map(() => 1);
  const tiny = 1e-9;
  const ratio = pairedRatio(
    own.map((value, round) => ({ base: Math.max(value, tiny), other: Math.max(theirs[round], tiny) })),
  );
  return [{ ...target, of, against, ratio, verdict: verdict(target, ratio) }];
}

function verdict({ atLeast, atMost }, { value, low, high }) {
  const reached = atLeast === undefined ? value <= atMost : value >= atLeast;
  const sure = atLeast === undefined ? high <= atMost || low > atMost : low >= atLeast || high < atLeast;
  return `${reached ? 'reached' : 'not reached'}${sure ? '' : ' (the interval holds both)'}`;
}

/** The pool of another project with the best median of a metric. */
function bestPool({ metric, atLeast }, samples, of) {
  const pools = Object.keys(samples).filter((name) => name !== of && !NO_POOL.test(name));
  const sign = atLeast === undefined ? 1 : -1;
  return pools.toSorted((a, b) => sign * (middle(samples[a], metric) - middle(samples[b], metric)))[0];
}

/** Median of a metric over the rounds; undefined where the contender does not have it. */
export function middle(samples, metric) {
  const values = samples.map((sample) => sample[metric]).toSorted((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

function shuffled(items) {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
