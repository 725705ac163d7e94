import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeMarkup, Markup } from './markup.ts';

/** What a chart says to who cannot see it. */
export interface ChartText {
  readonly title: string;
  readonly description: string;
}

const ELEMENT = 1;
const TEXT = 3;

/**
 * Draws a chart as static SVG, as wide as its place allows.
 * @param kind - at which widths of the page it is shown; `fixed` at all
 * @param style - CSS put inside, for a picture that stands alone; a page has its own
 */
export function drawSvg(
  text: ChartText,
  options: PlotOptions,
  kind: 'wide' | 'narrow' | 'fixed' = 'fixed',
  style = '',
): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const { width = 720, height = 400 } = options;
  const drawing = plot({
    ...options,
    height,
    document,
    style: { fontSize: '12px', fontFamily: 'inherit', background: 'none', overflow: 'visible' },
  });
  const inner = [...drawing.childNodes]
    .filter((node) => node.nodeName.toLowerCase() !== 'style')
    .map((node) => serialize(node as unknown as SvgNode))
    .join('');
  return new Markup(
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart ${kind}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `role="img" fill="currentColor" font-size="12" text-anchor="middle">` +
      `<title>${escapeMarkup(text.title)}</title><desc>${escapeMarkup(text.description)}</desc>${style === '' ? '' : `<style>${style}</style>`}${inner}</svg>`,
  );
}

/** The part of linkedom's nodes that is read here. */
interface SvgNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly textContent: string | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<SvgNode>;
}

/** Writes a node as XML; linkedom's own writer leaves `<` and `&` raw in attributes. */
function serialize(node: SvgNode): string {
  if (node.nodeType === TEXT) return escapeMarkup(node.textContent ?? '');
  if (node.nodeType !== ELEMENT) return '';
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${escapeMarkup(value)}"`);
  const children = [...node.childNodes].map(serialize).join('');
  const head = `<${node.localName}${attributes.join('')}`;
  return children === '' ? `${head}/>` : `${head}>${children}</${node.localName}>`;
}
