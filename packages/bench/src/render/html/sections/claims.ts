import type { ClaimResult } from '../../../result/claim.ts';
import { prettyFigure } from '../../../text/format.ts';
import { markup, type Markup } from '../markup.ts';
import type { Section } from '../section.ts';
import { badge, VERDICT_SIGNS } from './masthead.ts';

/** Each claim on a card: the article's number, ours with its interval, the verdict and its reason. */
export function claimsSection(claims: readonly ClaimResult[]): Section {
  return {
    id: 'claims',
    title: 'What holds of the article',
    entry: 'Claims',
    intro:
      'One card a claim. The interval of our figure decides, never the figure alone; “inconclusive” is said where the machine or the rounds do not allow a verdict.',
    body: markup`<ul class="cards">
      ${claims.map(card)}
    </ul>`,
  };
}

function card({ id, claim, article, rule, verdict, oursText, reason, evidence }: ClaimResult): Markup {
  return markup`<li class="card ${VERDICT_SIGNS[verdict].tone}" data-claim="${id}">
    <header><span class="id">${id}</span>${badge(verdict)}</header>
    <h3>${claim}</h3>
    <p>${reason}</p>
    <dl class="facts">
      <div>
        <dt>Article</dt>
        ${fact(article === '-' ? 'no figure' : prettyFigure(article))}
      </div>
      <div>
        <dt>Here</dt>
        ${fact(prettyFigure(oursText))}
      </div>
    </dl>
    <details>
      <summary>Rule and evidence</summary>
      <p>${rule}</p>
      <p>${evidence.map((name, index) => markup`${index > 0 ? ', ' : ''}<code>${name}</code>`)}</p>
    </details>
  </li>`;
}

function fact(text: string): Markup {
  const [figure = '', ...rest] = text.split(/ (?=\()/);
  const more = rest.join(' ');
  return /^[\d.,-]+ ?\S{0,3}$/.test(figure)
    ? markup`<dd>${figure}${more === '' ? '' : markup` <small>${more}</small>`}</dd>`
    : markup`<dd class="words">${text}</dd>`;
}
