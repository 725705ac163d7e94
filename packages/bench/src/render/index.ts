export { parseResult } from '../document/parse-result.ts';
export { renderCsv } from './csv.ts';
export { renderAdvicePage, type AdvicePageParts } from './html/advice-page.ts';
export {
  figure,
  type Chart,
  type ChartWidth,
  type FigureParts,
  type LegendKey,
  type Numbers,
} from './html/figure.ts';
export { Markup, markup, type Content } from './html/markup.ts';
export { renderPage, type PageParts } from './html/page.ts';
export { modelColour } from './html/palette.ts';
export { renderHtml } from './html/report.ts';
export type { Section } from './html/section.ts';
export { articleRowsSection } from './html/sections/article-rows.ts';
export { claimsSection } from './html/sections/claims.ts';
export { crossoverSection } from './html/sections/crossover.ts';
export { environmentSection, type Provenance } from './html/sections/environment.ts';
export { forestDomain, forestSection, forestSvg, type ForestRow } from './html/sections/forest.ts';
export { laneCostSection } from './html/sections/lane-cost.ts';
export { loopSection } from './html/sections/loop.ts';
export { masthead, type MastheadParts } from './html/sections/masthead.ts';
export { matrixSection } from './html/sections/matrix.ts';
export { noiseSection } from './html/sections/noise.ts';
export { scalingSection } from './html/sections/scaling.ts';
export { timelineSection } from './html/sections/timeline.ts';
export { waitingSection } from './html/sections/waiting.ts';
export { drawSvg, type ChartText } from './html/svg.ts';
export { renderMarkdown } from './markdown.ts';
export { renderPicture } from './picture.ts';
export { renderTable, type TableOptions } from './table.ts';
