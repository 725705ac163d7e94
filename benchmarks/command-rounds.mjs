import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** Runs a shell line and tells wall time, CPU time of all its processes and the largest of their resident sets. */
const METER = `
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(["bash", "-c", sys.argv[1]], stdout=subprocess.DEVNULL)
wall = time.perf_counter() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wallMs": wall * 1000, "cpuMs": (use.ru_utime + use.ru_stime) * 1000, "peakMiB": use.ru_maxrss / 1024, "code": code}))
`;

/** With this one set, each start of Node reads all certificates first: a price that no line here is to be judged by. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;

/**
 * Looks for programs before anything is measured.
 * @param packages - Debian's package of each program
 * @throws {Error} that says what to install
 */
export function need(packages) {
  const missing = Object.entries(packages).filter(([program]) => spawnSync(program, ['--version']).error);
  if (missing.length > 0)
    throw new Error(
      `missing: ${missing.map(([program]) => program).join(', ')}; on Debian: apt-get install ${missing.map(([, name]) => name).join(' ')}`,
    );
}

/**
 * Measures a shell line once.
 * @returns `{ wallMs, cpuMs, peakMiB }`
 * @throws {Error} if it fails
 */
export function measure(line, cwd) {
  const { stdout, stderr } = spawnSync('python3', ['-c', METER, line], { cwd, env, encoding: 'utf8' });
  const { code, ...measured } = JSON.parse(stdout || '{"code":-1}');
  if (code !== 0) throw new Error(`exit code ${code} of: ${line}\n${stderr.slice(0, 2000)}`);
  return measured;
}

/**
 * Measures lines in rounds: every one once a round, in another order each time.
 * @param lines - shell lines by name
 * @param between - called before each run
 * @returns samples by name
 */
export function inRounds(rounds, lines, cwd, between = () => undefined) {
  const samples = Object.fromEntries(Object.keys(lines).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const names = Object.keys(lines);
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      between(name);
      samples[name].push(measure(lines[name], cwd));
      process.stderr.write(
        `round ${round + 1}/${rounds} ${name}: ${Math.round(samples[name].at(-1).wallMs)} ms\n`,
      );
    }
  }
  return samples;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The ratio of two series, round by round: median, least and greatest. */
export function ratio(samples, above, below, field = 'wallMs') {
  const ratios = samples[above].map((sample, round) => sample[field] / samples[below][round][field]);
  return { value: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

/**
 * Judges a bar by the median ratio.
 * @param most - what no program can surpass here, as a ratio of the same rounds; undefined where nobody has measured that
 */
export function bar(what, got, sign, limit, most) {
  const reaches = ({ value }) => (sign === '<=' ? value <= limit : value >= limit);
  return {
    what,
    ...got,
    sign,
    limit,
    met: reaches(got),
    ...(most === undefined ? {} : { most, possible: reaches(most) }),
  };
}

/** What the numbers were measured on. */
export function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
  };
}

/** Writes a result as JSON, and as a page beside it. */
export function report(base, title, command, note, result) {
  writeFileSync(`${base}.json`, `${JSON.stringify(result, undefined, 2)}\n`);
  const { date, cpu, cores, node } = result.machine;
  const sections = result.sections.flatMap(({ name, samples }) => [
    `## ${name}`,
    '',
    '| | wall, ms | CPU, ms | peak memory of one process, MiB |',
    '|---|---:|---:|---:|',
    ...Object.entries(samples).map(
      ([row, runs]) =>
        `| ${row.replaceAll('|', '\\|')} | ${number(median(runs.map((run) => run.wallMs)))} | ${number(median(runs.map((run) => run.cpuMs)))} | ${number(median(runs.map((run) => run.peakMiB)))} |`,
    ),
    '',
  ]);
  const ceilings = result.bars.some(({ most }) => most !== undefined);
  const bars = result.bars.map((row) => {
    const { what, sign, limit, met, most, possible } = row;
    const ceiling = ceilings ? ` ${most === undefined ? '' : range(most)} |` : '';
    const verdict = met ? 'met' : possible === false ? 'not met: no program can here' : 'not met';
    return `| ${what} | ${range(row)} | ${sign === '<=' ? '≤' : '≥'} ${limit} |${ceiling} ${verdict} |`;
  });
  const text = [
    `# ${title}`,
    '',
    `Measured on ${date} by \`${command}\` on ${cores} cores (${cpu}), Node ${node}; medians of ${result.rounds} interleaved rounds. ${note}`,
    '',
    `| bar | measured: median of the rounds (least–greatest) | wanted |${ceilings ? ' the best that is possible here |' : ''} |`,
    `|---|---|---|${ceilings ? '---|' : ''}---|`,
    ...bars,
    '',
    ...sections,
  ];
  writeFileSync(`${base}.md`, `${text.join('\n').trimEnd()}\n`);
  execFileSync('npx', ['oxfmt', `${base}.md`, `${base}.json`]);
}

function range({ value, low, high }) {
  return `${short(value)} (${short(low)}–${short(high)})`;
}

function number(value) {
  return Math.round(value).toLocaleString('en');
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
