import { loadavg } from 'node:os';
import type { Advice, Candidate } from './advice.ts';
import { LOOP_BUDGET_MS, WORTH } from './decide.ts';
import { setupName, type Setup } from './request.ts';
import { duration, factor, size } from './words.ts';

/** The advice itself loads every core; what is beyond that, others do. */
const BUSY = 2;

type Facts = Omit<Advice, 'answer' | 'warnings' | 'why' | 'code'>;

/** Puts what was found into words: the answer, what to mind, and why not the others. */
export function explain(facts: Facts, leaks: boolean): Pick<Advice, 'answer' | 'warnings' | 'why'> {
  return { answer: answer(facts), warnings: warnings(facts, leaks), why: why(facts) };
}

const candidateOf = (facts: Facts, setup: Setup | undefined): Candidate | undefined =>
  facts.candidates.find(
    (candidate) => setup !== undefined && setupName(candidate.setup) === setupName(setup),
  );

function lanes({ model, lanes: count }: Setup): string {
  if (model === 'inline') return 'inline';
  return `${model}, ${count} ${model === 'async' ? 'at a time' : count === 1 ? 'lane' : 'lanes'}`;
}

function answer(facts: Facts): string {
  const { choice, base, profile, jobs } = facts;
  if (choice === undefined) return 'no model runs this function: every one of them broke.';
  const chosen = candidateOf(facts, choice);
  const missing = facts.excluded
    .filter(({ state }) => state === 'not measured')
    .map(({ setup }) => setupName(setup));
  if (chosen === undefined && profile !== undefined)
    return `Undecided: the budget was used up before a round was complete; ${lanes(choice)} works. Give it more by --budget.`;
  if (
    facts.candidates.length === 1 &&
    missing.length > 0 &&
    choice.model === 'inline' &&
    profile?.waits === false &&
    profile.carryMs > profile.wallMs
  )
    return `Stay inline; a job takes ${duration(profile.wallMs)}, and only to copy its arguments and its result takes ${duration(profile.carryMs)}.`;
  if (facts.candidates.length === 1 && missing.length > 0)
    return `Undecided: there was no time for ${missing.join(', ')}; ${lanes(choice)} works. Give it more by --budget.`;
  if (chosen === undefined || profile === undefined) {
    const works = facts.candidates.length > 1 ? 'the best of the models' : 'the only model';
    return `${lanes(choice)}: ${works} that this function does not break.`;
  }
  const job = `a job takes ${duration(profile.wallMs)}`;
  if (choice.model === base) {
    const rival = facts.candidates
      .filter((candidate) => candidate !== chosen)
      .toSorted((a, b) => a.totalMs.value - b.totalMs.value)[0];
    const compared =
      rival === undefined
        ? 'no other model runs it'
        : `the next best, ${lanes(rival.setup)}, is ${factor(rival.speedUp)} as fast for ${jobs} jobs`;
    const doubt = facts.goal === 'throughput' && rival !== undefined && rival.speedUp.value >= WORTH;
    const slower = rival === undefined || rival.speedUp.high < 1;
    const finding = doubt
      ? 'No sure difference: stay inline'
      : slower
        ? 'Stay inline'
        : 'No difference: stay inline';
    return choice.model === 'inline'
      ? `${finding}; ${job}, and ${compared}${doubt ? ', by an interval too wide to be sure: ask again when the machine is quiet, or with more --budget' : ''}.`
      : `${lanes(choice)}: ${job}; ${compared}.`;
  }
  const pays =
    facts.breakEvenMs === null || choice.model !== 'threads'
      ? ''
      : `; pays from ${duration(facts.breakEvenMs)} a job, yours takes ${duration(profile.wallMs)}`;
  return `${lanes(choice)}: ${factor(chosen.speedUp)} as fast as ${base} for ${jobs} jobs${pays === '' ? `; ${job}` : pays}.`;
}

function warnings(
  { profile, choice, candidates, jobs, measuredJobs, goal, cores }: Facts,
  leaks: boolean,
): string[] {
  const notes: string[] = [];
  const load = loadavg()[0] ?? 0;
  if (load > BUSY * cores)
    notes.push(
      `inconclusive (machine): the load is ${load.toFixed(0)} on ${cores} cores; ask again when it is quiet.`,
    );
  if (profile === undefined)
    notes.push(
      'called alone it ended its process, or hung: on lanes such a job fails alone, with LaneCrashed or after a timeout of yours.',
    );
  else {
    const chosen = candidates.find(
      ({ setup }) => choice !== undefined && setupName(setup) === setupName(choice),
    );
    if (leaks)
      notes.push(
        `memory grows by ${size(profile.growthBytes ?? 0)} a call: replace its lanes now and then (maxJobsPerLane).`,
      );
    if (profile.failures > 0)
      notes.push(
        `${profile.failures} of ${profile.calls} calls alone failed, the first with ${profile.failure}: how long failing takes is in these times.`,
      );
    if (!profile.repeatable)
      notes.push('two fresh processes gave different results: results of the models could not be compared.');
    if (profile.rho > 1.2)
      notes.push(`it uses ${profile.rho.toFixed(1)} cores by itself: more lanes only share them.`);
    if (goal !== 'loop' && chosen !== undefined && chosen.blockMs > LOOP_BUDGET_MS)
      notes.push(
        `it blocks the event loop for ${duration(chosen.blockMs)}: in a server, ask with --goal loop.`,
      );
    if (goal === 'loop' && chosen !== undefined && chosen.blockMs > LOOP_BUDGET_MS)
      notes.push('no model keeps the event loop free: what blocks it is carrying arguments and results.');
  }
  if (measuredJobs > 0 && measuredJobs < jobs)
    notes.push(`measured with ${measuredJobs} jobs a round; the time of ${jobs} is scaled from that.`);
  return notes;
}

function why(facts: Facts): string[] {
  const { choice, candidates, excluded, goal } = facts;
  const chosen = candidateOf(facts, choice);
  const lines = candidates
    .filter((candidate) => candidate !== chosen)
    .map((candidate) => `${setupName(candidate.setup)}: ${against(candidate, chosen, goal)}`);
  return [
    ...lines,
    ...excluded.map(
      ({ setup, state, reason }) =>
        `${setupName(setup)}: ${state === 'breaks' ? 'breaks it; ' : ''}${reason}`,
    ),
  ];
}

function against(candidate: Candidate, chosen: Candidate | undefined, goal: Facts['goal']): string {
  if (chosen === undefined) return factor(candidate.speedUp);
  if (goal === 'isolation') return 'a crash would take this process with it, or its threads.';
  if (goal === 'loop' && candidate.blockMs > LOOP_BUDGET_MS)
    return `blocks the event loop for ${duration(candidate.blockMs)}.`;
  const ratio = candidate.totalMs.value / chosen.totalMs.value;
  const cost =
    candidate.laneMb !== null && candidate.laneMb >= 1
      ? `, and costs ${candidate.laneMb.toFixed(0)} MB a lane`
      : '';
  if (ratio >= WORTH) return `takes ${ratio.toFixed(2)}x the time${cost}.`;
  if (ratio > 1 / WORTH) return `gains nothing${cost}.`;
  return goal === 'throughput'
    ? `looks ${(1 / ratio).toFixed(2)}x as fast, but its interval is too wide to be sure.`
    : `takes ${ratio.toFixed(2)}x the time, but is not for the goal ${goal}.`;
}
