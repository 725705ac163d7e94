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
import { seededRandom, shuffled } from '../dist/engine/random.js';
import { KINDS, MODELS, nearModels, regretOf } from './regret.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    budget: { type: 'string', default: '3500' },
    out: { type: 'string', default: fileURLToPath(new URL('../../../docs', import.meta.url)) },
    functions: { type: 'string' },
    sizes: { type: 'string', default: '1,100,10000,100000' },
    rounds: { type: 'string', default: '8' },
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

/** Times of the first and the second map of a new executor and of both, ms. */
async function timeOf(model, name, items) {
  const pool = createExecutor(model);
  const task = taskFrom(url, name);
  const start = performance.now();
  await pool.map(task, items);
  const middle = performance.now();
  await pool.map(task, items);
  const end = performance.now();
  await pool.close({ grace: 1000 });
  return [middle - start, end - middle, end - start].map((ms) => Number(ms.toFixed(4)));
}

/** After the rounds of all models, those that are near the best one are measured again: noise is a larger share of a short case. */
const MORE_ROUNDS = 40;
const MORE_MS = 3000;
const NEAR = 2;

const random = seededRandom(1);

/** Times of each model over rounds, each in a random order: what a model leaves behind is no other's alone. */
async function measureRounds(measure) {
  const times = Object.fromEntries(MODELS.map((model) => [model, []]));
  const measureRound = async (models) => {
    for (const model of shuffled(models, random)) times[model].push(await measure(model));
  };
  const endMs = performance.now() + MORE_MS;
  for (let round = 0; round < Number(options.rounds); round++) await measureRound(MODELS);
  const models = nearModels(times, NEAR);
  while (times.auto.length < MORE_ROUNDS && performance.now() < endMs) await measureRound(models);
  return times;
}

/** Gives samples as a list of numbers a kind, which take a line where triples would take dozens. */
function byKind(samples) {
  return Object.fromEntries(KINDS.map((kind, at) => [kind, samples.map((sample) => sample[at])]));
}

async function scoreAuto(rows) {
  for (const entry of set.filter(({ breaks, name }) => breaks === undefined && name !== 'leaky')) {
    let inlineMs = 0;
    let before = 1;
    // The module is loaded, and it and the models are compiled, before anything counts.
    for (const model of MODELS) await timeOf(model, entry.name, [argumentOf(entry)]);
    for (const jobs of options.sizes.split(',').map(Number)) {
      // 300 MB are enough for one case.
      if ((inlineMs * jobs) / before > Number(options.limit) || (entry.name.startsWith('huge') && jobs > 10))
        break;
      const items = Array.from({ length: jobs }, () => argumentOf(entry));
      const times = await measureRounds((model) => timeOf(model, entry.name, items));
      inlineMs = Math.min(...times.inline.map(([, warmMs]) => warmMs));
      before = jobs;
      const row = {
        name: entry.name,
        jobs,
        rounds: times.auto.length,
        ...regretOf(times),
        times: Object.fromEntries(MODELS.map((model) => [model, byKind(times[model])])),
      };
      rows.push(row);
      save();
      const kinds = KINDS.map(
        (kind, at) =>
          `${kind} ${row.ratios[at].toFixed(2)} (${row.auto[at].toFixed(2)} ms, ${row.models[at]} ${row.bests[at].toFixed(2)} ms)`,
      );
      process.stderr.write(
        `${entry.name.padEnd(20)} ${String(jobs).padStart(6)}  ${kinds.join('  ')}  ${row.rounds} rounds\n`,
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
    for (const [at, kind] of KINDS.entries()) {
      const own = auto.reduce((sum, row) => sum + row.auto[at], 0);
      const best = auto.reduce((sum, row) => sum + row.bests[at], 0);
      const worst = auto.reduce((most, row) => (row.ratios[at] > most.ratios[at] ? row : most));
      lines.push(
        `auto, ${kind}: total regret ${(100 * (own / best - 1)).toFixed(1)} % over ${auto.length} cases; worst ${worst.ratios[at].toFixed(2)}x (${worst.name}, ${worst.jobs} jobs); ${auto.filter((row) => row.ratios[at] > 1.5).length} cases above 1.5x. Bar: 10 % and 1.5x.`,
      );
    }
    lines.push(
      '',
      `Sizes ${result.sizes} as far as inline takes less than ${result.limitMs} ms. Each of at least ${result.autoRounds} rounds measures all models in a random order; those that were once within ${NEAR} times of the best one have more rounds, up to ${MORE_ROUNDS} in all, until the case has taken ${MORE_MS / 1000} s. Times are means of the middle half of the rounds: the least of several tries is that of luck, and models differ in how much of it they have; and where a case takes one of two times, as the allocator is lucky or not, a median is either of them by chance.`,
      '',
      "Total regret is the sum of auto's times over the sum of the best times, less one: what a user waits longer in all. The best model of a case is chosen on every other round and timed on the rest, and the other way round: the least of four noisy means is less than any of the models takes, which would count against auto. For the first map of an executor (cold) and for the second (warm) it is chosen anew, which no user can do: where threads are best in the second one, what their start took in the first one is not counted. For both maps together one model is chosen, as a user chooses one. A case below a millisecond weighs in the worst case alone.",
    );
    lines.push(
      '',
      `| function | jobs | ${KINDS.map((kind) => `${kind}: best | ms | auto ms | |`).join(' ')}`,
      `|---|---:|${'---|---:|---:|---:|'.repeat(KINDS.length)}`,
    );
    for (const { name, jobs, models, bests, auto: own, ratios } of auto) {
      const cells = KINDS.map(
        (_, at) =>
          `${models[at]} | ${bests[at].toFixed(2)} | ${own[at].toFixed(2)} | ${ratios[at].toFixed(2)}`,
      );
      lines.push(`| ${name} | ${jobs} | ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

mkdirSync(options.out, { recursive: true });
const file = `${options.out}/advice.json`;
const SCHEMA = 'counterpoint-advice/3';
const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const result = {
  // What is not measured now stays, unless it has another form.
  ...(kept.schema === SCHEMA ? kept : {}),
  schema: SCHEMA,
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
