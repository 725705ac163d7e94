/** The run as a Markdown page. */
const number = (value) => (Number.isFinite(value) ? value.toFixed(3) : '–');

/** Tells how a row stands to its bar: what the interval allows, not the median alone. */
export function verdict({ bar, value, low, high }) {
  if (!bar) return 'reported';
  if (!Number.isFinite(value)) return 'not measured';
  const inside = value >= bar[0] && value <= bar[1];
  const possible = high >= bar[0] && low <= bar[1];
  if (inside)
    return low >= bar[0] && high <= bar[1] ? 'reached' : 'reached by the median; the interval is wider';
  return possible ? 'not reached by the median; the interval reaches in' : '**not reached**';
}

function shownBar(bar) {
  if (!bar) return '';
  if (Number.isFinite(bar[0]) && bar[0] > 0)
    return Number.isFinite(bar[1]) ? `${bar[0]}–${bar[1]}` : `>= ${bar[0]}`;
  return `<= ${bar[1]}`;
}

/** How many rounds a row stands on, and how many were run again. */
const roundsOf = ({ rounds, again }) => (again ? `${rounds} (+${again})` : (rounds ?? ''));

export function render({ command, date, durationS, machine, turns, build, rows }) {
  const lines = rows.map((row) => {
    const interval = `${number(row.low)} – ${number(row.high)}`;
    const [inside, cpu] = [row.inside, row.cpu].map((value) => (value === undefined ? '' : number(value)));
    const cells = [row.study, row.what, number(row.value), interval, inside, cpu, roundsOf(row)];
    return `| ${[...cells, shownBar(row.bar), verdict(row)].join(' | ')} |`;
  });
  return `# The addon, measured

\`${command}\` on ${date}, in ${durationS} s. ${machine.cpu}, ${machine.cores} effective cores, load ${machine.load.toFixed(1)} at the end, Node ${machine.node}.
Built by ${build.compiler}: \`${build.flags}\`, commit ${build.commit}.

Every row is one interleaved series: each variant once a round, in random order. The value is the median of the ratios taken round by round, with the
sign test's 95 % interval. "In C++" is the same ratio when the addon, too, is timed in C++; CPU, of processor time (all cores / one thread in the scaling
rows). Addon and standalone are new processes in each round, which take turns: ${turns} runs each, one right after the other, in random order; a round is their
sum. They work on the same values in the same pages of memory, which both map: on pages of their own, how fast memory is depends on who was given his
first. Rounds of these in which the plain loop's threads got less than 0.9 of the cores are run again, at most as many as there are: "(+n)".
All figures are in the JSON file of the same name.

| study | what | value | interval | in C++ | CPU | rounds | bar | verdict |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
