import { Lab, runScale, scaleSubject, type ScaleStudy, type ScaleSubject } from '@counterpoint/bench';
import { wholeNumber } from '../arguments/whole-number.ts';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';
import { UserError } from '../command/user-error.ts';
import { FUNCTION_OPTIONS, userFunction } from '../function/user-function.ts';

interface Options {
  readonly task?: string;
  readonly eval?: string;
  readonly arg?: string;
  readonly size?: number;
  readonly rounds: number;
  readonly max?: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** How a workload or a function speeds up with lanes. */
export const command: Command = defineCommand<Options>({
  arguments: '[subject]',
  description:
    'Measures how a workload of the bench (see counterpoint bench --list) or a function of yours speeds up with lanes, past the number of cores: ' +
    'JS threads, JS processes and, where a kernel computes the same, native threads side by side, ' +
    "with the machine's own ceiling and the CPU cost beside the speed-up. A law is fitted only where the points can tell its parameters.",
  options: [
    ...FUNCTION_OPTIONS,
    { flags: '--arg <json>', summary: 'the argument of each call, as JSON' },
    { flags: '--size <n>', summary: 'size of the workload', parse: wholeNumber(1) },
    { flags: '--rounds <n>', summary: 'number of rounds', parse: wholeNumber(1, 10_000), default: 12 },
    {
      flags: '--max <lanes>',
      summary: 'most lanes (default: four times the cores, at most 8)',
      parse: wholeNumber(1, 256),
    },
    {
      flags: '--seed <n>',
      summary: 'seed of the order of runs',
      parse: wholeNumber(0, 2 ** 32 - 1),
      default: 1,
    },
    JSON_OPTION,
  ],
  examples: [
    { line: 'counterpoint scale primes', summary: 'a workload of the bench, all models' },
    {
      line: 'counterpoint scale ./resize.mjs --task resize --arg \'"a.png"\'',
      summary: 'a function of yours',
    },
    {
      line: "counterpoint scale -e 'n => { let s = 0; while (n--) s += n; return s; }' --arg 1e6",
      summary: 'a one-liner',
    },
  ],
  exitCodes: { 0: 'done', 2: 'wrong usage, or the function fails' },
  async run({ args: [typed], options, io }) {
    const subject = await subjectOf(typed, options);
    const lab = await Lab.open({
      preset: 'default',
      rounds: options.rounds,
      seed: options.seed,
      signal: io.signal,
      onProgress: (text) => {
        if (io.stderr.isTTY) io.stderr.write(`\r${text.slice(0, 78)}\u001B[K`);
      },
    });
    try {
      const study = await runScale(lab, subject, options.rounds, { most: options.max });
      if (io.stderr.isTTY) io.stderr.write('\r\u001B[K');
      io.signal.throwIfAborted();
      const failed = study.curves.find(({ state }) => state === 'failed');
      if (failed !== undefined) throw new UserError(`${failed.id}: ${failed.reason ?? 'failed'}`);
      io.stdout.write(options.json === true ? `${JSON.stringify(study)}\n` : scaleText(study));
      return 0;
    } finally {
      await lab.close();
    }
  },
});

async function subjectOf(typed: string | undefined, options: Options): Promise<ScaleSubject> {
  if (typed !== undefined && /^\w+$/.test(typed) && options.eval === undefined) {
    try {
      return scaleSubject(typed, options.size);
    } catch (error) {
      throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
  const { url, exportName, label } = await userFunction({
    ...(typed === undefined ? {} : { module: typed }),
    ...(options.task === undefined ? {} : { task: options.task }),
    ...(options.eval === undefined ? {} : { eval: options.eval }),
  });
  return {
    source: { url, exportName, arg: options.arg === undefined ? undefined : json(options.arg) },
    title: label,
    unit: 'calls',
    native: false,
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--arg: expected JSON such as 10, "text" or [1,2], got ${text}`, { cause: error });
  }
}

/** Writes the curves as a table. */
function scaleText({ title, jobs, effectiveCores, ceiling, curves }: ScaleStudy): string {
  const lines = [
    `${title}: ${jobs} jobs a run, ${effectiveCores} effective cores`,
    `the machine's own ceiling: ${ceiling.map(({ lanes, speedUp }) => `${lanes}: ${speedUp.value.toFixed(2)}x`).join(', ')}`,
  ];
  for (const { id, state, reason, points, fits } of curves) {
    if (state === 'missing') {
      lines.push('', `${id}: ${reason ?? 'missing'}`);
      continue;
    }
    lines.push('', id.padEnd(16).concat('lanes  median ms  speed-up           CPU cost'));
    for (const { lanes, wallMs, speedUp, cpuCost, oversubscribed } of points) {
      const ratio = `${speedUp.value.toFixed(2)}x (${speedUp.low.toFixed(2)}-${speedUp.high.toFixed(2)})`;
      const cost = cpuCost === null ? '' : `${cpuCost.toFixed(2)}x`;
      const note = oversubscribed ? '  more lanes than cores' : '';
      lines.push(
        `${''.padEnd(16)}${String(lanes).padStart(5)}  ${wallMs.value.toFixed(1).padStart(9)}  ${ratio.padEnd(18)} ${cost.padEnd(8)}${note}`.trimEnd(),
      );
    }
    for (const fit of fits) {
      const text =
        fit.state === 'refused'
          ? `refused: ${fit.reason}`
          : Object.entries(fit.parameters)
              .map(
                ([name, { value, low, high }]) =>
                  `${name} ${value.toFixed(3)} (${low.toFixed(3)}-${high.toFixed(3)})`,
              )
              .join(', ');
      lines.push(`${''.padEnd(16)}${fit.law}: ${text}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
