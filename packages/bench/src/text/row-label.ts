const SHORT: Readonly<Record<string, string>> = { JavaScript: 'JS', native: 'addon' };

/** Shortens a language's name for a label. */
export function shortLanguage(language: string): string {
  return SHORT[language] ?? language;
}

/** What a row is named by. */
interface RowNames {
  readonly language: string;
  readonly runtime: string;
  /** The language's own word for the model. */
  readonly calls: string;
  readonly build: string;
}

/**
 * Names a row as its reader would call it: language, the language's own word for the model, compiler flags.
 * @param peers - rows beside it, the usual runtime of each language first; of any other the runtime is named
 */
export function rowLabel(row: RowNames, peers: readonly RowNames[]): string {
  const usual = peers.find((peer) => peer.language === row.language)?.runtime ?? row.runtime;
  const flags = row.build.match(/-O\w+/)?.[0];
  const language = row.runtime === usual ? shortLanguage(row.language) : shortRuntime(row.runtime);
  return [language, row.language === 'native' ? '' : row.calls, flags].filter(Boolean).join(' ');
}

/** `CPython 3.13.1 (GIL off)` as `CPython 3.13t`: without the patch, and with the mark that its makers use. */
function shortRuntime(runtime: string): string {
  const free = runtime.includes('GIL off') ? 't' : '';
  return runtime.replace(/\s*\(.*\)/, '').replace(/(\d+\.\d+)\.\d+t?/, `$1${free}`);
}
