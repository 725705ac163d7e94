import type { BenchResult } from '../document/result.ts';
import { themeVariables } from './html/palette.ts';
import { forestDomain, forestOptions, forestRows } from './html/sections/forest.ts';
import { drawSvg } from './html/svg.ts';

/**
 * Draws the article's figures beside ours as one SVG that stands alone, for a README: ◇ is the article's.
 * @throws {RangeError} if the result has no row with a figure of the article
 */
export function renderPicture(result: BenchResult, theme: 'light' | 'dark'): string {
  const article = result.studies.find((study) => study.type === 'article');
  const rows = (article?.blocks ?? [])
    .filter((block) => block.rows.some((row) => row.article !== undefined && row.speedUp !== undefined))
    .flatMap((block) =>
      forestRows(block).map((row) => ({ ...row, label: `${block.workload}: ${row.label}` })),
    );
  if (rows.length === 0)
    throw new RangeError(
      'expected a result with figures beside the article’s, got none: run counterpoint bench',
    );
  const style = `svg{${themeVariables(theme)};color:var(--ink);background:var(--card);font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-variant-numeric:tabular-nums}`;
  const options = { ...forestOptions(rows, forestDomain(rows), 760), marginLeft: 230, marginRight: 64 };
  const title = `Speed-up over one lane, measured ${result.startedAt.slice(0, 10)} on ${result.environment.effectiveCores} effective cores`;
  return `${drawSvg({ title, description: 'Bars are intervals, diamonds the figures of the article.' }, options, 'fixed', style).text}\n`;
}
