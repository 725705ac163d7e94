/**
 * Scores advice on the labelled set, and auto's regret: npm run bench:advice [-- --only advice|auto] [--budget ms] [--out folder]
 *     [--functions a,b] [--sizes 1,100] [--rounds n] [--limit ms]; what is done is written as it goes, so that a stopped run leaves it.
 *
 * Advice: given once; then all models are measured again in fresh processes with another seed, and the advised model's
 * time is held against the best one's. A row in which nothing could be held against anything is no answer, and counts as
 * wrong. Auto: each model maps 1 to 100,000 jobs on a new executor (cold) and again (warm), as far as inline stays below the limit.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createExecutor, effectiveCores, taskFrom } from '@counterpoint/core';
import { advise } from '@counterpoint/bench';
import { SET } from '../advice-set/labels.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    budget: { type: 'string', default: '3500' },
    out: { type: 'string', default: fileURLToPath(new URL('../../../docs', import.meta.url)) },
    functions: { type: 'string' },
    sizes: { type: 'string', default: '1,100,10000,100000' },
    rounds: { type: 'string', default: '2' },
    limit: { type: 'string', default: '600' },
  },
});
const url = new URL('../advice-set/functions.mjs', import.meta.url).href;
const wanted = options.functions?.split(',');
const set = SET.filter(({ name }) => wanted === undefined || wanted.includes(name));
const argumentOf = (entry) => entry.argument?.() ?? 3;

async function scoreAdvice(rows) {
  for (const entry of set) {
    const { name, jobs, breaks = [], goal = 'throughput', wants, clinic } = entry;
    const request = {
      url,
      exportName: name,
      label: name,
      samples: [[argumentOf(entry)]],
      jobs,
      budgetMs: Math.max(Number(options.budget), entry.budgetMs ?? 0),
      goal,
    };
    const first = await advise({ ...request, seed: 1 });
    const again = await advise({ ...request, seed: 2 });
    const choice = first.choice?.model ?? 'none';
    const totals = Object.fromEntries(
      again.candidates.map(({ setup, totalMs }) => [setup.model, totalMs.value]),
    );
    const bestMs = Math.min(...Object.values(totals));
    const ratio = totals[choice] === undefined ? null : totals[choice] / bestMs;
    const verdict = verdictOf({ first, again, choice, ratio, breaks, wants, goal });
    rows.push({
      name,
      jobs,
      goal,
      clinic,
      choice,
      lanes: first.choice?.lanes ?? 0,
      ratio,
      verdict,
      totals,
      answer: first.answer,
    });
    save();
    process.stderr.write(
      `${verdict.padEnd(9)} ${name.padEnd(20)} ${choice.padEnd(10)} ${ratio?.toFixed(2) ?? '-'}  ${first.answer}\n`,
    );
  }
}

/** `right`, `wrong`, `breaks it`, or `no answer` where the advice or what it is held against left a model unmeasured. */
function verdictOf({ first, again, choice, ratio, breaks, wants, goal }) {
  if (breaks.includes(choice)) return 'breaks it';
  const unmeasured = [first, again].some(({ excluded }) =>
    excluded.some(({ state }) => state === 'not measured'),
  );
  const alone = again.candidates.length < 2;
  // Every other model breaks the function: then the one that is left is the answer.
  const onlyOne = alone && !unmeasured && again.choice?.model === choice;
  if (first.answer.startsWith('Undecided') || (alone && !onlyOne)) return 'no answer';
  if (wants !== undefined && !wants.includes(choice)) return 'wrong';
  return onlyOne || goal !== 'throughput' || (ratio !== null && ratio <= 1.1) ? 'right' : 'wrong';
}

async function timeOf(model, name, items) {
  const pool = createExecutor(model);
  const task = taskFrom(url, name);
  const start = performance.now();
  await pool.map(task, items);
  const middle = performance.now();
  await pool.map(task, items);
  const end = performance.now();
  await pool.close({ grace: 1000 });
  return [middle - start, end - middle];
}

/** After the rounds of all models, those that are near the best one are measured again: noise is a larger share of a short case. */
const MORE_ROUNDS = 40;
const MORE_MS = 3000;
const NEAR = 2;
const MODELS = ['inline', 'async', 'threads', 'processes', 'auto'];

/** Least times of the fixed models, cold and warm. */
function bestOf({ auto: _auto, ...fixed }) {
  return [0, 1].map((at) => Math.min(...Object.values(fixed).map((times) => times[at])));
}

/** Measures each of the models once, beginning with another one in each round. */
async function measureRound(round, models, least, measure) {
  const first = round % models.length;
  for (const model of [...models.slice(first), ...models.slice(0, first)]) {
    const times = await measure(model);
    least[model] = times.map((ms, at) => Math.min(ms, least[model]?.[at] ?? Infinity));
  }
}

/** Least times of each model over interleaved rounds, cold and warm. */
async function leastTimes(measure) {
  const least = {};
  let round = 0;
  while (round < Number(options.rounds)) await measureRound(round++, MODELS, least, measure);
  const bests = bestOf(least);
  const near = (model) => model === 'auto' || least[model].some((ms, at) => ms < NEAR * bests[at]);
  const models = MODELS.filter(near);
  const endMs = performance.now() + MORE_MS;
  while (round < MORE_ROUNDS && performance.now() < endMs)
    await measureRound(round++, models, least, measure);
  return { ...least, rounds: round };
}

async function scoreAuto(rows) {
  for (const entry of set.filter(({ breaks, name }) => breaks === undefined && name !== 'leaky')) {
    let inlineMs = 0;
    let before = 1;
    for (const jobs of options.sizes.split(',').map(Number)) {
      // 300 MB are enough for one case.
      if ((inlineMs * jobs) / before > Number(options.limit) || (entry.name.startsWith('huge') && jobs > 10))
        break;
      const items = Array.from({ length: jobs }, () => argumentOf(entry));
      const { rounds, auto, ...fixed } = await leastTimes((model) => timeOf(model, entry.name, items));
      // The cold run also loads the module.
      inlineMs = fixed.inline[1];
      before = jobs;
      const bests = bestOf(fixed);
      const ratios = auto.map((ms, at) => ms / bests[at]);
      rows.push({ name: entry.name, jobs, rounds, auto, bests, ratios, fixed });
      save();
      process.stderr.write(
        `${entry.name.padEnd(20)} ${String(jobs).padStart(6)}  cold ${ratios[0].toFixed(2)}  warm ${ratios[1].toFixed(2)}  ${rounds} rounds  ${Object.entries(
          { ...fixed, auto },
        )
          .map(([model, times]) => `${model} ${times.map((ms) => ms.toFixed(2)).join(' ')}`)
          .join(', ')}\n`,
      );
    }
  }
}

function summary({ advice = [], auto = [] }) {
  const lines = [];
  if (advice.length > 0) {
    const count = (verdict) => advice.filter((row) => row.verdict === verdict).length;
    const right = count('right');
    const clinic = advice.filter((row) => row.clinic !== undefined);
    lines.push(
      `Asked with a budget of ${result.budgetMs} ms a function${SET.filter(
        ({ budgetMs }) => budgetMs > result.budgetMs,
      )
        .map(({ name, budgetMs }) => `, ${budgetMs} ms for ${name}`)
        .join('')}.`,
      `Advice: ${right} of ${advice.length} functions (${Math.round((100 * right) / advice.length)} %) within 10 % of the best model, or the one that reaches the goal; ${count('breaks it')} times a model that breaks the function; ${count('no answer')} times no answer, which counts as wrong. Bar: 90 % and never.`,
      '',
      `Where a profiler of the event loop goes wrong: ${clinic.map((row) => `${row.clinic} (${row.name}): ${row.verdict}`).join('; ')}. Bar: right in all three.`,
      '',
    );
    lines.push('| function | jobs | advised | its time / the best | |', '|---|---:|---|---:|---|');
    for (const row of advice)
      lines.push(
        `| ${row.name}${row.goal === 'throughput' ? '' : ` (goal: ${row.goal})`} | ${row.jobs} | ${row.choice} x${row.lanes} | ${row.ratio?.toFixed(2) ?? '-'} | ${row.verdict} |`,
      );
    lines.push('');
  }
  if (auto.length > 0) {
    for (const [at, kind] of ['cold', 'warm'].entries()) {
      const own = auto.reduce((sum, row) => sum + row.auto[at], 0);
      const best = auto.reduce((sum, row) => sum + row.bests[at], 0);
      const worst = auto.reduce((most, row) => (row.ratios[at] > most.ratios[at] ? row : most));
      lines.push(
        `auto, ${kind}: total regret ${(100 * (own / best - 1)).toFixed(1)} % over ${auto.length} cases; worst ${worst.ratios[at].toFixed(2)}x (${worst.name}, ${worst.jobs} jobs); ${auto.filter((row) => row.ratios[at] > 1.5).length} cases above 1.5x. Bar: 10 % and 1.5x.`,
      );
    }
    lines.push(
      '',
      `Sizes ${result.sizes} as far as inline takes less than ${result.limitMs} ms; the least time of ${result.autoRounds} interleaved rounds, each of which begins with another model. Then those within ${NEAR} times of the best one have more rounds, up to ${MORE_ROUNDS} in all, for ${MORE_MS / 1000} s: two tries of 0.1 ms say more of the machine than of the models.`,
      '',
      "Total regret is the sum of auto's times over the sum of the best times, less one: what a user waits longer in all. The best time of a case is that of the model that was best there, started as auto is: cold on a new executor, warm on the same one. It is the least of four models, auto's the least of one, so noise counts against auto; a case below a millisecond weighs in the worst case alone.",
    );
    lines.push('', '| function | jobs | best ms | auto ms | cold | warm |', '|---|---:|---:|---:|---:|---:|');
    for (const row of auto)
      lines.push(
        `| ${row.name} | ${row.jobs} | ${row.bests[0].toFixed(2)} | ${row.auto[0].toFixed(2)} | ${row.ratios[0].toFixed(2)} | ${row.ratios[1].toFixed(2)} |`,
      );
  }
  return lines.join('\n');
}

mkdirSync(options.out, { recursive: true });
const file = `${options.out}/advice.json`;
const result = {
  ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}),
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cores: effectiveCores(),
};

function save() {
  writeFileSync(file, `${JSON.stringify(result)}\n`);
  writeFileSync(
    `${options.out}/advice.md`,
    `# How good the advice is\n\nWritten by \`npm run bench:advice\` on ${result.date}, Node ${result.node}, ${result.cores} cores; the raw numbers are in [advice.json](advice.json).\n\n${summary(result)}\n`,
  );
}

if (options.only !== 'auto') {
  result.budgetMs = Number(options.budget);
  await scoreAdvice((result.advice = []));
}
if (options.only !== 'advice') {
  result.sizes = options.sizes;
  result.autoRounds = Number(options.rounds);
  result.limitMs = Number(options.limit);
  await scoreAuto((result.auto = []));
}
execFileSync('npx', ['oxfmt', file, `${options.out}/advice.md`]);
const lines = summary(result).split('\n');
process.stdout.write(`${lines.filter((line) => !line.startsWith('|')).join('\n')}\n`);
