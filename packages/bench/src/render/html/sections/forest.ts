import { axisX, dot, gridX, rect, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { BlockResult } from '../../../result/article.ts';
import type { Estimate } from '../../../statistics/estimate.ts';
import { formatRatio, formatRatioEstimate } from '../../../text/format.ts';
import { rowLabel } from '../../../text/row-label.ts';
import { numbersTable } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { logDomain, logTicks } from '../scale-ticks.ts';
import type { Section } from '../section.ts';
import { drawSvg } from '../svg.ts';

/** A ratio with its interval, as a row of a forest plot. */
export interface ForestRow {
  readonly label: string;
  readonly model: string;
  readonly ratio: Estimate;
  /** The article's own figure. */
  readonly article?: number;
  /** The interval decides nothing: the mark is hollow. */
  readonly open: boolean;
}

const ROW_PX = 26;

/** Speed-ups of each workload with their intervals, in small charts on one scale for each kind of work. */
export function forestSection(blocks: readonly BlockResult[]): Section {
  const drawn = blocks.filter(({ rows }) => rows.some(({ speedUp }) => speedUp !== undefined));
  return {
    id: 'speed-up',
    title: 'Speed-up, with its uncertainty',
    entry: 'Speed-up',
    intro:
      'Each bar is the interval in which the true speed-up lies; a bar that touches the vertical line at 1× proves nothing. ◇ is the article’s figure, where it gives one.',
    body: markup`<div class="multiples">
      ${drawn.map((block) => {
        const kin = drawn.filter(({ kind }) => (kind === 'io') === (block.kind === 'io')).flatMap(forestRows);
        return blockFigure(block, forestDomain(kin));
      })}
    </div>`,
  };
}

/** The rows of a block that have a speed-up. */
export function forestRows(block: BlockResult): ForestRow[] {
  return block.rows.flatMap((row) =>
    row.speedUp === undefined
      ? []
      : [
          {
            label: rowLabel(row, block.rows),
            model: row.model,
            ratio: row.speedUp,
            ...(row.article === undefined ? {} : { article: row.article }),
            open: block.gate.state !== 'passed' || row.verdict === 'inconclusive',
          },
        ],
  );
}

/** The domain that holds all the rows, and 1. */
export function forestDomain(rows: readonly ForestRow[]): [number, number] {
  return logDomain(
    rows.flatMap(({ ratio, article = 1 }) => [ratio.low, ratio.high, article]),
    [0.8, 2],
  );
}

function blockFigure(block: BlockResult, domain: [number, number]): Markup {
  const rows = forestRows(block);
  const size = `${block.size.toLocaleString('en')} ${block.unit}, ${block.rounds} rounds${block.cold ? ', lanes started in the measured time' : ''}`;
  const gate = block.gate.state === 'passed' ? '' : `Inconclusive: ${block.gate.reasons.join('; ')}.`;
  const left = block.rows.filter(({ speedUp, base, id }) => speedUp === undefined && base !== id);
  return markup`<figure class="figure" id="forest-${block.workload}">
    <figcaption><strong>${block.title}</strong><span>${size}. ${gate}</span></figcaption>
    ${forestSvg(`Speed-up, ${block.title}`, rows, domain)}
    ${
      left.length === 0
        ? ''
        : markup`<details><summary>${left.length} ${left.length === 1 ? 'row' : 'rows'} not measured</summary><ul class="lines">${left.map((row) => markup`<li>${rowLabel(row, block.rows)}: ${row.reason ?? row.state}</li>`)}</ul></details>`
    }
    ${numbersTable(`Speed-up, ${block.title}`, {
      columns: ['Row', 'Runtime', 'Lanes', 'Median ms', 'CPU ms', 'Speed-up', 'Low', 'High', 'Verdict'],
      rows: block.rows.map((row) => [
        rowLabel(row, block.rows),
        row.runtime,
        row.lanes,
        row.wallMs?.value ?? '–',
        row.cpuMs ?? '–',
        row.speedUp?.value ?? '–',
        row.speedUp?.low ?? '–',
        row.speedUp?.high ?? '–',
        row.verdict ?? row.state,
      ]),
    })}
  </figure>`;
}

/** Draws rows as a forest plot, 400 px wide; the same picture serves a page's column and a phone. */
export function forestSvg(title: string, rows: readonly ForestRow[], domain: [number, number]): Markup {
  return drawSvg(
    {
      title,
      description: rows.map(({ label, ratio }) => `${label}: ${formatRatioEstimate(ratio)}`).join('; '),
    },
    forestOptions(rows, domain),
  );
}

/** The forest plot as options of Observable Plot; rows keep their order. */
export function forestOptions(
  rows: readonly ForestRow[],
  domain: [number, number],
  width = 400,
): PlotOptions {
  const keyed = rows.map((row, index) => ({ ...row, key: index, colour: modelColour(row.model) }));
  const hover = (row: ForestRow): string =>
    `${row.label}: ${formatRatioEstimate(row.ratio)}${row.open ? ', inconclusive' : ''}`;
  const articles = keyed.filter(({ article }) => article !== undefined);
  return {
    width,
    height: rows.length * ROW_PX + 34,
    marginTop: 4,
    marginBottom: 30,
    marginLeft: 150,
    marginRight: 52,
    x: { type: 'log', domain, label: null },
    y: { type: 'band', domain: keyed.map(({ key }) => key), axis: null },
    color: { type: 'identity' },
    marks: [
      rect([{}], { x1: 1 / 1.05, x2: 1.05, fill: 'var(--line)', fillOpacity: 0.55 }),
      gridX(logTicks(domain), { stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX(logTicks(domain), {
        text: (tick: number) => `${tick}×`,
        tickSize: 0,
        label: null,
        fill: 'var(--muted)',
      }),
      ruleX([1], { stroke: 'var(--ink)', strokeWidth: 1.2 }),
      ruleY(keyed, {
        y: 'key',
        x1: (row: ForestRow) => row.ratio.low,
        x2: (row: ForestRow) => row.ratio.high,
        stroke: 'colour',
        strokeWidth: 5,
        strokeOpacity: 0.45,
        strokeLinecap: 'round',
        className: 'mark-interval',
        title: hover,
      }),
      dot(keyed, {
        y: 'key',
        x: (row: ForestRow) => row.ratio.value,
        fill: (row: (typeof keyed)[number]) => (row.open ? 'var(--card)' : row.colour),
        stroke: 'colour',
        strokeWidth: 2,
        r: 4.5,
        className: 'mark-estimate',
        title: hover,
      }),
      dot(articles, {
        y: 'key',
        x: 'article',
        symbol: 'diamond',
        r: 5.5,
        stroke: 'var(--ink)',
        strokeWidth: 1.6,
        fill: 'none',
        className: 'mark-article',
        title: (row: ForestRow) => `article: ${row.article}×`,
      }),
      text(keyed, {
        y: 'key',
        text: 'label',
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -8,
        fill: 'var(--ink)',
        className: 'mark-label',
      }),
      text(keyed, {
        y: 'key',
        text: (row: ForestRow) => formatRatio(row.ratio.value),
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        fontWeight: 600,
        fill: 'var(--ink)',
      }),
    ],
  };
}
