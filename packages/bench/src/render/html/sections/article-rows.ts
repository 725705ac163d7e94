import type { ArticleStudy, PrintedResult } from '../../../result/article.ts';
import type { CellResult } from '../../../result/cell.ts';
import type { EdgeResult } from '../../../result/edge.ts';
import { prettyFigure } from '../../../text/format.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import type { Section } from '../section.ts';
import { badge } from './masthead.ts';

/** Every program, table cell and flowchart edge of the article, each with what was seen. The claims have their cards. */
export function articleRowsSection(study: ArticleStudy): Section {
  return {
    id: 'article',
    title: 'The article, row by row',
    entry: 'Row by row',
    intro:
      'Programs P, claims C, cells T of its summary table and edges F of its flowchart; nothing is left out.',
    body: markup`<p class="filter">
        <label for="row-filter">Show rows with</label
        ><input id="row-filter" name="article" type="search" /><output></output>
      </p>
      ${part('Programs, as printed and as meant', ['Program', 'State', 'What was seen', 'What is said of it'], programRows(study.printed))}
      ${part(
        'Claims',
        ['Claim', 'Verdict', 'Article', 'Here'],
        study.claims.map(({ id, claim, verdict, article, oursText }) =>
          tableRow(markup`<b>${id}</b> ${claim}`, [
            ['', badge(verdict)],
            ['Article', prettyFigure(article)],
            ['Here', prettyFigure(oursText)],
          ]),
        ),
      )}
      ${part('The summary table, measured', ['Cell', 'Article', 'Node', 'C++', 'Python'], study.cells.map(cellRow))}
      ${part('The flowchart, measured', ['Edge', 'Verdict', 'Here', 'Better advice'], study.edges.map(edgeRow))}`,
  };
}

const PROGRAMS = Array.from({ length: 9 }, (_, index) => `P${index + 1}`);

function part(title: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  return markup`<div class="figure">
    <h3>${title}</h3>
    <table class="rows">
      <thead>
        <tr>
          ${columns.map((name) => markup`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function tableRow(head: Content, cells: readonly (readonly [label: string, content: Content])[]): Markup {
  return markup`<tr data-filter="article">
    <th scope="row">${head}</th>
    ${cells.map(([label, content]) => markup`<td ${label === '' ? '' : markup`data-label="${label}"`}>${content}</td>`)}
  </tr>`;
}

function programRows(printed: readonly PrintedResult[]): Markup[] {
  return PROGRAMS.flatMap((id) => {
    const found = printed.filter((one) => one.id.split(' ')[0] === id);
    return found.length === 0
      ? [
          tableRow(markup`<b>${id}</b>`, [
            ['State', 'not part of this run'],
            ['', ''],
            ['', ''],
          ]),
        ]
      : found.map((one) =>
          tableRow(markup`<b>${one.id}</b>`, [
            ['State', stateText(one)],
            ['Seen', markup`<code>${one.saw}</code>`],
            ['Said', one.says],
          ]),
        );
  });
}

const STATE_SIGNS = {
  'as expected': ['yes', '✓'],
  otherwise: ['no', '✕'],
  'not run': ['open', '?'],
} as const;

function stateText({ state }: PrintedResult): Markup {
  const [tone, sign] = STATE_SIGNS[state];
  return markup`<span class="badge ${tone}" data-sign="${sign}">${state}</span>`;
}

function cellRow({ id, model, aspect, article, measured }: CellResult): Markup {
  return tableRow(markup`<b>${id}</b> ${model}, ${aspect}`, [
    ['Article', article],
    ...(['Node', 'C++', 'Python'] as const).map((language): [string, Content] => {
      const value = measured.find((one) => one.language === language);
      if (value === undefined) return [language, '–'];
      return [
        language,
        value.state === 'measured'
          ? markup`<b>${value.word}</b> ${prettyFigure(value.text)} ${value.unit === 'x' ? '' : value.unit}`
          : value.text,
      ];
    }),
  ]);
}

function edgeRow({ id, from, answer, to, verdict, ours, advice }: EdgeResult): Markup {
  return tableRow(markup`<b>${id}</b> ${from} <em>${answer}</em> → ${to}`, [
    ['', badge(verdict)],
    ['Here', ours],
    ['Advice', advice],
  ]);
}
