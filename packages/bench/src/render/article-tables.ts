import type { ArticleStudy } from '../result/article.ts';
import { prettyFigure } from '../text/format.ts';
import type { SummaryTable } from '../text/summary-table.ts';

/** The verdicts on the article's claims, each with its reason. */
export function claimsTable({ claims }: ArticleStudy): SummaryTable {
  return {
    title: 'Claims of the article',
    columns: ['Id', 'Claim', 'Verdict', 'Article', 'Here', 'Reason'],
    rows: claims.map(({ id, claim, verdict, article, oursText, reason }) => [
      id,
      claim,
      verdict,
      prettyFigure(article),
      prettyFigure(oursText),
      reason,
    ]),
    notes: [],
  };
}

/** The article's programs, table and flowchart beside what was measured. */
export function articleTables({ printed, cells, edges }: ArticleStudy): SummaryTable[] {
  return [
    {
      title: 'The programs as they were printed, and as they were meant',
      columns: ['Id', 'State', 'Seen', 'Said'],
      rows: printed.map(({ id, state, saw, says }) => [id, state, saw, says]),
      notes: [],
    },
    {
      title: 'The summary table, measured',
      columns: ['Id', 'Cell', 'Article', 'Node', 'C++', 'Python'],
      rows: cells.map(({ id, model, aspect, article, measured }) => [
        id,
        `${model}, ${aspect}`,
        article,
        ...(['Node', 'C++', 'Python'] as const).map((language) => {
          const value = measured.find((one) => one.language === language);
          if (value === undefined) return '';
          return value.state === 'measured' ? `${value.word}: ${prettyFigure(value.text)}` : value.text;
        }),
      ]),
      notes: [],
    },
    {
      title: 'The flowchart, measured',
      columns: ['Id', 'Edge', 'Verdict', 'Here', 'Better advice'],
      rows: edges.map(({ id, from, answer, to, verdict, ours, advice }) => [
        id,
        `${from} ${answer} → ${to}`,
        verdict,
        ours,
        advice,
      ]),
      notes: [],
    },
  ];
}
