import type { Verdict } from '../../../result/claim.ts';
import { markup, type Content, type Markup } from '../markup.ts';

/** What stands at the head of a page. */
export interface MastheadParts {
  readonly kicker: string;
  readonly title: string;
  /** The answer in a sentence or two. */
  readonly lede: Content;
  /** Where, when and with what. */
  readonly byline: string;
  /** How many sentences came to which verdict; no bar without it. */
  readonly tally?: Readonly<Record<Verdict, number>>;
}

/** The sign of a verdict, so that colour is never alone. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, { readonly tone: string; readonly sign: string }>> = {
  reproduced: { tone: 'yes', sign: '✓' },
  'not reproduced': { tone: 'no', sign: '✕' },
  inconclusive: { tone: 'open', sign: '?' },
};

/** Sets title, answer and tally. */
export function masthead({ kicker, title, lede, byline, tally }: MastheadParts): Markup {
  return markup`<header class="masthead">
    <p class="kicker">${kicker}</p>
    <h1>${title}</h1>
    <p class="lede">${lede}</p>
    <p class="byline">${byline}</p>
    ${tally === undefined ? '' : tallyBar(tally)}
  </header>`;
}

/** A verdict as a word with its sign. */
export function badge(verdict: Verdict): Markup {
  const { tone, sign } = VERDICT_SIGNS[verdict];
  return markup`<span class="badge ${tone}" data-sign="${sign}">${verdict}</span>`;
}

function tallyBar(tally: Readonly<Record<Verdict, number>>): Markup {
  const parts = (Object.entries(tally) as [Verdict, number][]).filter(([, count]) => count > 0);
  return markup`<div class="tally" aria-hidden="true">
      ${parts.map(
        ([verdict, count]) =>
          markup`<span class="${VERDICT_SIGNS[verdict].tone}" style="--share:${count}"></span>`,
      )}
    </div>
    <ul class="tally-key">
      ${parts.map(([verdict, count]) => markup`<li><b>${count}</b> ${badge(verdict)}</li>`)}
    </ul>`;
}
