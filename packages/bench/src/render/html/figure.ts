import type { PlotOptions } from '@observablehq/plot';
import { formatNumber } from '../../text/format.ts';
import { markup, type Content, type Markup } from './markup.ts';
import { drawSvg, type ChartText } from './svg.ts';

/** The two widths that every chart is drawn at, in px: for a page, and for a phone. */
export type ChartWidth = 820 | 320;

/** A chart before it has a width. */
export type Chart = (width: ChartWidth) => PlotOptions;

/** A key of a legend. */
export interface LegendKey {
  readonly label: string;
  readonly colour: string;
  readonly form?: 'line' | 'dash' | 'box';
}

/** A table of the numbers that a chart shows. */
export interface Numbers {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What a figure is made of. */
export interface FigureParts {
  readonly title: string;
  /** One sentence: how to read it. */
  readonly reading: string;
  readonly chart: Chart;
  readonly legend?: readonly LegendKey[];
  readonly numbers?: Numbers;
}

/** Sets a chart with its caption, its legend and its numbers as a table. */
export function figure({ title, reading, chart, legend = [], numbers }: FigureParts): Markup {
  const text: ChartText = { title, description: reading };
  return markup`<figure class="figure">
    <figcaption><strong>${title}</strong><span>${reading}</span></figcaption>
    ${legendList(legend)} ${drawSvg(text, chart(820), 'wide')}${drawSvg(text, chart(320), 'narrow')}
    ${numbers === undefined ? '' : numbersTable(title, numbers)}
  </figure>`;
}

function legendList(keys: readonly LegendKey[]): Content {
  if (keys.length === 0) return '';
  return markup`<ul class="legend">
    ${keys.map(
      ({ label, colour, form = 'line' }) =>
        markup`<li><i class="${form}" style="--key:${colour}"></i>${label}</li>`,
    )}
  </ul>`;
}

/** A table that is folded away, and scrolls by itself where it is too wide. */
export function numbersTable(title: string, { columns, rows }: Numbers): Markup {
  const numeric = columns.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const kind = (column: number): string => (numeric[column] === true ? 'n' : '');
  return markup`<details>
    <summary>The numbers as a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}, numbers">
      <table>
        <thead>
          <tr>
            ${columns.map((name, column) => markup`<th scope="col" class="${kind(column)}">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              markup`<tr>
                ${row.map((cell, column) => markup`<td class="${kind(column)}">${typeof cell === 'number' ? formatNumber(cell) : cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
