import { createHash } from 'node:crypto';
import { markup, Markup, type Content } from './markup.ts';
import { renderSection, type Section } from './section.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** What a page is made of. */
export interface PageParts {
  /** Title of the window. */
  readonly title: string;
  readonly masthead: Markup;
  readonly sections: readonly Section[];
  /** Data that the page was made of, embedded so that it can be rendered again. */
  readonly data: unknown;
  readonly footer: Content;
}

/** Builds a whole page: one file that needs no network and no script. */
export function renderPage({ title, masthead, sections, data, footer }: PageParts): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = markup`<!doctype html>
    <!-- Its charts are drawn by Observable Plot, Copyright 2020-2025 Observable, Inc., ISC licence. -->
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="counterpoint" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${new Markup(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the results</a>
        <div class="sheet">
          ${masthead}
          <div class="frame">
            <nav class="contents" aria-label="Contents">
              <ul>
                ${sections.map(
                  (section) =>
                    markup`<li><a href="#${section.id}">${section.entry ?? section.title}</a></li>`,
                )}
              </ul>
            </nav>
            <main id="content">${sections.map(renderSection)}</main>
          </div>
          <footer>${footer}</footer>
        </div>
        ${new Markup(`<script type="application/json" id="counterpoint-data">${embed(data)}</script>`)}
        ${new Markup(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `;
  return page.text;
}

/** JSON that no HTML parser takes for the end of its element. */
function embed(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}
