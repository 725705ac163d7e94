import type { BlockResult, RowResult } from '../../../result/article.ts';
import { formatMs, formatRatio } from '../../../text/format.ts';
import { rowLabel, shortLanguage } from '../../../text/row-label.ts';
import { markup, type Markup } from '../markup.ts';
import type { Section } from '../section.ts';

/** Models across, workloads down: who is faster than one lane of its own language, and by how much. */
export function matrixSection(blocks: readonly BlockResult[]): Section {
  const every = blocks.flatMap(({ rows }) => rows);
  const columns = [
    ...new Map(every.filter(({ speedUp }) => speedUp !== undefined).map((row) => [row.id, row])).values(),
  ];
  const languages = [...new Set(columns.map(({ language }) => language))];
  const sorted = languages.flatMap((language) => columns.filter((row) => row.language === language));
  return {
    id: 'matrix',
    title: 'Every model on every workload',
    entry: 'Models × workloads',
    intro:
      'Speed-up over the sequential program of the same language: ▲ faster, ▼ slower, = no difference. Hatched cells are inconclusive.',
    body: markup`<figure class="figure">
      <figcaption>
        <strong>Speed-up by workload and model</strong>
        <span
          >Read a row to choose a model for that kind of work; the stronger the tint, the further from 1×, and
          a hatched cell decides nothing.</span
        >
      </figcaption>
      <div class="scroll" tabindex="0" role="region" aria-label="Speed-up by workload and model">
        <table class="matrix">
          <thead>
            <tr>
              <td></td>
              ${languages.map(
                (language) =>
                  markup`<th
                    scope="colgroup"
                    colspan="${sorted.filter((row) => row.language === language).length}"
                  >
                    ${shortLanguage(language)}
                  </th>`,
              )}
            </tr>
            <tr>
              <th scope="col">Workload</th>
              ${sorted.map((row) => markup`<th scope="col">${columnName(row, every)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${blocks.map(
              (block) =>
                markup`<tr>
                  <th scope="row"><span title="${block.title}">${block.workload}</span>${block.cold ? markup` <small>cold</small>` : ''}</th>
                  ${sorted.map((column) => cell(block, column.id))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>`,
  };
}

function columnName(row: RowResult, peers: readonly RowResult[]): string {
  const label = rowLabel(row, peers);
  const language = `${shortLanguage(row.language)} `;
  return label.startsWith(language) ? label.slice(language.length) : label;
}

const SIGNS = { faster: '▲', slower: '▼', 'no difference': '=', inconclusive: '?' } as const;
const TONES = { faster: 'yes', slower: 'no', 'no difference': 'open', inconclusive: 'open' } as const;

function cell(block: BlockResult, id: string): Markup {
  const row = block.rows.find((other) => other.id === id);
  if (row === undefined) return markup`<td class="blank" title="not part of this workload">·</td>`;
  if (row.speedUp === undefined) {
    return markup`<td class="blank" title="${row.reason ?? row.state}">
      ${row.state === 'measured' ? '–' : row.state}
    </td>`;
  }
  const verdict = block.gate.state === 'passed' ? (row.verdict ?? 'inconclusive') : 'inconclusive';
  const { value, low, high } = row.speedUp;
  const weight =
    verdict === 'faster' || verdict === 'slower' ? Math.min(42, 8 + 14 * Math.abs(Math.log2(value))) : 0;
  const wall = row.wallMs === undefined ? '' : `, ${formatMs(row.wallMs.value)}`;
  return markup`<td
    class="${TONES[verdict]} ${verdict === 'inconclusive' ? 'hatched' : ''}"
    style="--weight:${weight.toFixed(0)}"
    title="${row.runtime} ${row.calls}, ${row.lanes} lanes${wall}: ${verdict}"
  >
    <b>${SIGNS[verdict]} ${formatRatio(value)}</b
    ><small>${formatRatio(low).slice(0, -1)}–${formatRatio(high).slice(0, -1)}</small>
  </td>`;
}
