import { advise, type Advice } from '@counterpoint/bench';

/** The labelled functions. */
export const ASKED: string = new URL('../advice-set/functions.mjs', import.meta.url).href;
export const TIMEOUT: { readonly timeout: number } = { timeout: 120_000 };

/** Asks about a labelled function, within two seconds if not told otherwise. */
export function ask(exportName: string, more: Partial<Parameters<typeof advise>[0]> = {}): Promise<Advice> {
  return advise({
    url: ASKED,
    exportName,
    label: exportName,
    samples: [[3]],
    jobs: 40,
    budgetMs: 2000,
    goal: 'throughput',
    seed: 1,
    ...more,
  });
}
