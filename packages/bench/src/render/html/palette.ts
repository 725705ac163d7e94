/**
 * Colours of the models: after Okabe & Ito, told apart by the colour-blind, darkened or lightened until each has
 * 3:1 or more against its paper. [on light, on dark]
 */
const MODEL_COLOURS: Readonly<Record<string, readonly [string, string]>> = {
  inline: ['#6f6a63', '#aaa59c'],
  async: ['#00805e', '#35c79d'],
  threads: ['#0067a8', '#5fb3ef'],
  processes: ['#c14f00', '#ff8f45'],
  native: ['#9b3f7c', '#e59bc8'],
  cluster: ['#8a6a00', '#e3c34d'],
};

const ROLE_COLOURS: Readonly<Record<string, readonly [string, string]>> = {
  paper: ['#faf9f6', '#15171c'],
  card: ['#ffffff', '#1d2027'],
  ink: ['#1d1c1a', '#ecebe7'],
  muted: ['#5f5b55', '#a9a7a1'],
  line: ['#dedad2', '#353943'],
  wash: ['#f1eee8', '#242831'],
  accent: ['#0067a8', '#5fb3ef'],
  yes: ['#00695c', '#4dd0b5'],
  no: ['#ad3d00', '#ff9a5c'],
  open: ['#6b665e', '#b3afa6'],
};

/** The words of every language for a way to run work, and the model of ours whose colour they take. */
const SAME_AS: Readonly<Record<string, string>> = {
  sequential: 'inline',
  asyncio: 'async',
  'event loop': 'async',
  threading: 'threads',
  'std::thread': 'native',
  multiprocessing: 'processes',
  fork: 'processes',
};

/** The colour of a model, or of what another language calls it, as a CSS value; grey for what is not known. */
export function modelColour(model: string): string {
  const name = SAME_AS[model] ?? model;
  return `var(--${name in MODEL_COLOURS ? name : 'inline'})`;
}

/** The variables of one theme, as CSS declarations. */
export function themeVariables(theme: 'light' | 'dark'): string {
  return Object.entries({ ...MODEL_COLOURS, ...ROLE_COLOURS })
    .map(([name, [light, dark]]) => `--${name}:${theme === 'light' ? light : dark}`)
    .join(';');
}
