import type { Advice } from './advice.ts';
import { setupName } from './request.ts';
import { duration, factor, fanOutWords, size } from './words.ts';

/** Renders advice as text: the answer, the table, what to mind, why not the others, and the code to paste. */
export function renderAdvice(advice: Advice): string {
  const { profile } = advice;
  const lines = [
    advice.answer,
    '',
    `  model           ${advice.jobs} jobs  against ${advice.base}        start  alone      loop block  MB a lane`,
    ...advice.candidates.map((candidate) => {
      const mark =
        advice.choice !== undefined && setupName(advice.choice) === setupName(candidate.setup) ? '>' : ' ';
      return [
        `${mark} ${setupName(candidate.setup).padEnd(14)}`,
        duration(candidate.totalMs.value).padStart(10),
        factor(candidate.speedUp).padEnd(20),
        duration(candidate.coldMs).padStart(9),
        duration(candidate.roundTripMs).padStart(9),
        duration(candidate.blockMs).padStart(10),
        (candidate.laneMb === null ? '?' : candidate.laneMb.toFixed(0)).padStart(9),
      ].join('  ');
    }),
    ...advice.excluded.map(
      ({ setup, state }) => `  ${setupName(setup).padEnd(14)}  ${state === 'breaks' ? 'breaks it' : state}`,
    ),
    '',
    ...(profile === undefined
      ? []
      : [
          `One call: ${duration(profile.wallMs)} (the first ${duration(profile.firstMs)}), CPU ${Math.round(profile.rho * 100)} %, blocks the loop ${duration(profile.blockMs)}; ` +
            `arguments ${size(profile.argumentBytes)}, result ${size(profile.resultBytes)}, copied in ${duration(profile.carryMs)}.`,
          '',
        ]),
    ...(advice.fanOut === null ? [] : [`Threads without their start: ${fanOutWords(advice.fanOut)}.`, '']),
    ...section('Mind:', advice.warnings),
    ...section('Why not the others:', advice.why),
    ...(advice.code === ''
      ? []
      : [
          'To paste:',
          '',
          ...advice.code
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`.trimEnd()),
          '',
        ]),
    `${advice.calls} calls in ${duration(advice.durationMs)}: ${advice.rounds} rounds of ${advice.measuredJobs} jobs, ${advice.cores} cores. Intervals: sign test, 95 % from 6 rounds on.`,
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}
