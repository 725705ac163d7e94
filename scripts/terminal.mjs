// Draws what a command prints on a terminal as an SVG, in its own colours: drawn from a real run, nothing is typed.
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const ESC = '\u001b';
const SGR = new RegExp(`(${ESC}\\[[\\d;]*m)`);
const CHARACTER = 7.8; // width of a monospaced character at 13 px
const LINE = 18;
const PADDING = 16;

/** [on light, on dark], by the number that a terminal gives the colour; each has 4.5:1 or more against its paper. */
const COLOURS = {
  31: ['#a8071a', '#ff8a80'],
  32: ['#00695c', '#4dd0b5'],
  33: ['#7a5200', '#e3c34d'],
  34: ['#0057a0', '#5fb3ef'],
  35: ['#8a2f6b', '#e59bc8'],
  36: ['#00677a', '#5fd0e0'],
  90: ['#5f5b55', '#a9a7a1'],
};
const PAPER = ['#faf9f6', '#15171c'];
const INK = ['#1d1c1a', '#ecebe7'];
const EDGE = ['#dedad2', '#353943'];

/** What a command of this repository prints on a terminal, without its progress; the files it writes are left in a temporary folder. */
export function captured(command) {
  const cli = `counterpoint() { '${process.execPath}' packages/cli/dist/main.js "$@"; }`;
  const env = { ...process.env, FORCE_COLOR: '1', INIT_CWD: tmpdir() };
  delete env.NO_COLOR;
  return execFileSync('bash', ['-c', `${cli}; ${command} 2>/dev/null`], { encoding: 'utf8', env }).trimEnd();
}

/** Lines of [text, style] from what a terminal is sent; only colour, bold and dim are known, others are an error. */
function styled(output) {
  let style = {};
  return output.split('\n').map((line) => {
    const spans = [];
    for (const part of line.split(SGR)) {
      if (!SGR.test(part)) {
        if (part.includes(ESC)) throw new Error(`expected colours alone, got ${JSON.stringify(part)}`);
        if (part !== '') spans.push([part, style]);
      } else for (const code of part.slice(2, -1).split(';').map(Number)) style = after(style, code);
    }
    return spans;
  });
}

function after(style, code) {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, colour: undefined };
  if (code in COLOURS) return { ...style, colour: code };
  throw new Error(`expected a known style, got ${code}: add it to scripts/terminal.mjs`);
}

/** The picture of a command and what it printed. */
export function terminalSvg(command, output, theme) {
  const pick = (pair) => pair[theme === 'light' ? 0 : 1];
  const lines = [
    [
      ['$ ', { colour: 90 }],
      [command, { bold: true }],
    ],
    ...styled(output),
  ];
  const columns = Math.max(...lines.map((spans) => spans.reduce((sum, [text]) => sum + text.length, 0)));
  const width = Math.ceil(columns * CHARACTER + 2 * PADDING);
  const height = lines.length * LINE + 2 * PADDING;
  const body = lines.flatMap((spans, row) => {
    let column = 0;
    return spans.flatMap(([text, style]) => {
      const fill = style.dim ? pick(COLOURS[90]) : style.colour ? pick(COLOURS[style.colour]) : pick(INK);
      const weight = style.bold ? ' font-weight="600"' : '';
      const start = column;
      column += text.length;
      // A picture shows several spaces as one: what stands between them gets a place of its own.
      return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: words, index }) => {
        const x = (PADDING + (start + index) * CHARACTER).toFixed(1);
        const length = (words.length * CHARACTER).toFixed(1);
        return `<text x="${x}" y="${PADDING + row * LINE + 13}" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${fill}"${weight}>${escaped(words)}</text>`;
      });
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(command)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${pick(PAPER)}" stroke="${pick(EDGE)}"/>
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13">
${body.join('\n')}
</g>
</svg>
`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
