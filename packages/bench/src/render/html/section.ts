import { markup, type Content, type Markup } from './markup.ts';

/** A part of a page, with its entry in the contents. */
export interface Section {
  /** The anchor. */
  readonly id: string;
  readonly title: string;
  /** Shorter title for the contents. */
  readonly entry?: string;
  /** What the section answers, in a sentence. */
  readonly intro: Content;
  readonly body: Content;
}

/** Sets a section under its heading. */
export function renderSection({ id, title, intro, body }: Section): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p>${intro}</p>
    ${body}
  </section>`;
}
