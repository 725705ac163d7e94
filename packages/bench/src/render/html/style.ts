import { themeVariables } from './palette.ts';

/** The style sheet of a page: light, dark and print by variables; no file, no font is fetched. */
export const STYLE: string = `
:root{${themeVariables('light')};color-scheme:light dark;
--serif:Charter,'Bitstream Charter','Iowan Old Style','Source Serif 4',Georgia,serif;
--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;
--mono:ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'Liberation Mono',monospace}
@media (prefers-color-scheme:dark){:root{${themeVariables('dark')}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
code,pre,kbd{font-family:var(--mono);font-size:.86em}
h1,h2,h3,p,figure,ul,ol,dl,dd{margin:0;padding:0}
h1,h2{font-family:var(--serif);font-weight:600;text-wrap:balance;letter-spacing:-.012em}
h1{font-size:clamp(1.9rem,1.3rem + 2.6vw,3rem);line-height:1.1}
h2{font-size:clamp(1.4rem,1.2rem + .9vw,1.85rem);line-height:1.2}
h3{font-size:1rem;line-height:1.35}
.skip{position:absolute;left:-99rem;top:0;background:var(--card);padding:.6rem 1rem;z-index:3}
.skip:focus{left:.5rem}
.sheet{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,3.5vw,2.5rem) 4rem}
.masthead{padding:clamp(2rem,6vw,4.5rem) 0 clamp(1.5rem,3vw,2.5rem)}
.kicker{font-size:.78rem;font-weight:600;letter-spacing:.11em;text-transform:uppercase;color:var(--muted)}
.masthead h1{margin:.55rem 0 .9rem;max-width:22ch}
.lede{font-size:clamp(1.05rem,1rem + .35vw,1.22rem);max-width:44rem}
.byline{margin-top:.9rem;color:var(--muted);font-size:.9rem;max-width:48rem}
.frame{display:grid;grid-template-columns:minmax(0,1fr);gap:0 3rem}
.contents{border-block:1px solid var(--line);padding:.7rem 0;font-size:.88rem}
.contents ul{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;list-style:none}
.contents a{display:inline-block;padding:.2rem 0;color:var(--muted);text-decoration:none}
.contents a:hover,.contents a:focus{color:var(--ink);text-decoration:underline}
@media (min-width:68rem){
.frame{grid-template-columns:minmax(0,1fr) 11.5rem}
.contents{grid-column:2;grid-row:1;border:0;padding:3.2rem 0 0}
.contents ul{position:sticky;top:2rem;display:block;border-left:1px solid var(--line);padding-left:1rem}
.contents li{margin:.12rem 0}
main{grid-column:1;grid-row:1}}
section{padding-top:clamp(2.4rem,5vw,3.6rem)}
.note{font-size:.88rem}section>h2+p,.note{color:var(--muted);max-width:44rem;margin-top:.5rem}
.figure{margin-top:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:clamp(.9rem,2.2vw,1.5rem)}
figcaption{margin-bottom:1rem;max-width:46rem}
figcaption strong{display:block;font-size:1.02rem}
figcaption span{color:var(--muted);font-size:.9rem;line-height:1.45;display:block;margin-top:.2rem}
.chart{overflow:visible;display:block;width:100%;height:auto;font-family:var(--sans);font-variant-numeric:tabular-nums}
.chart.narrow{display:none}
@media (max-width:40rem){.chart.wide{display:none}.chart.narrow{display:block}}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;font-size:.85rem;margin:0 0 .7rem;color:var(--muted)}
.legend i{display:inline-block;width:1.1rem;height:.28rem;border-radius:2px;margin-right:.4rem;vertical-align:middle;background:var(--key)}
.legend i.box{height:.75rem;width:.75rem}
.legend i.dash{background:repeating-linear-gradient(90deg,var(--key) 0 4px,transparent 4px 7px)}
details{margin-top:.9rem;font-size:.88rem}
summary{cursor:pointer;color:var(--muted);width:fit-content}
summary:hover{color:var(--ink)}
.scroll{overflow-x:auto;margin-top:.6rem}
table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;color:var(--muted);font-size:.8rem}
th,td{padding:.42rem .7rem .42rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
tbody th{color:var(--ink);font-size:inherit}
.badge{display:inline-flex;align-items:center;gap:.35em;font-size:.8rem;font-weight:600;white-space:nowrap;color:var(--tone)}
.badge::before{content:attr(data-sign);display:inline-grid;place-items:center;width:1.35em;height:1.35em;border-radius:50%;background:var(--tone);color:var(--card);font-size:.85em;line-height:1}
.yes{--tone:var(--yes)}.no{--tone:var(--no)}.open{--tone:var(--open)}
.hatched{background-image:repeating-linear-gradient(135deg,transparent 0 5px,var(--line) 5px 6.5px)}
.tally{display:flex;gap:3px;height:.8rem;margin-top:1.6rem;max-width:44rem}
.tally span{flex:var(--share) 1 0;min-width:4px;background:var(--tone);border-radius:2px}
.tally .open{background:repeating-linear-gradient(135deg,var(--tone) 0 2px,transparent 2px 5px);border:1px solid var(--tone)}
.tally-key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin-top:.55rem;font-size:.9rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19.5rem),1fr));gap:1rem;margin-top:1.5rem;list-style:none}
.card{display:flex;flex-direction:column;gap:.55rem;background:var(--card);border:1px solid var(--line);border-top:3px solid var(--tone);border-radius:10px;padding:1rem 1.1rem 1.1rem}
.card header{display:flex;justify-content:space-between;align-items:baseline;gap:.8rem}
.card h3{font-weight:600;text-wrap:pretty}
.card .id{color:var(--muted);font:600 .8rem var(--mono)}
.facts{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 1rem;border-top:1px solid var(--line);padding-top:.65rem;margin-top:auto}
.facts dt{font-size:.75rem;color:var(--muted)}
.facts dd{font:600 1.25rem/1.25 var(--serif);font-variant-numeric:tabular-nums lining-nums}
.facts dd.words{font:.88rem/1.4 var(--sans)}
.facts small{display:block;font:400 .8rem var(--sans);color:var(--muted)}
.card p{font-size:.88rem;color:var(--muted)}
.matrix td,.matrix thead th{text-align:center;padding:.5rem .35rem}
.matrix{width:auto;min-width:100%}.matrix tbody th{position:sticky;left:0;background:var(--card);overflow-wrap:normal;text-align:left;padding-right:.8rem}
.matrix td{border:2px solid var(--card);border-radius:6px;min-width:4.6rem;background-color:color-mix(in srgb,var(--tone) calc(var(--weight)*1%),var(--card))}
.matrix td b{white-space:nowrap;display:block;font-weight:600}
.matrix td small{color:var(--muted);font-size:.74rem;white-space:nowrap}
.matrix td.blank{background:none;color:var(--muted)}
.filter{display:none;align-items:center;gap:.6rem;margin-top:1rem;font-size:.9rem}
.scripted .filter{display:flex}
.filter input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.35rem .6rem;width:min(100%,18rem)}
#row-filter{max-width:100%}
.multiples{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem;margin-top:1.5rem;align-items:start}
.multiples>.figure,.multiples .span .figure{margin-top:0}.multiples .span{grid-column:1/-1}
.multiples .chart{max-width:30rem}.multiples .span .chart{max-width:none}
.strip{margin-top:1rem}.strip p{font-size:.88rem;color:var(--muted);margin-bottom:.2rem}
.lines{padding-left:1.2rem;font-size:.9rem;margin-top:.4rem}
.rows{margin-top:.7rem}.rows th b{white-space:nowrap;font-family:var(--mono);margin-right:.3em}.rows tbody th{font-weight:400}
.hover{position:fixed;z-index:4;pointer-events:none;max-width:19rem;background:var(--ink);color:var(--paper);font-size:.82rem;line-height:1.4;border-radius:6px;padding:.4rem .6rem}
[hidden]{display:none!important}
.terms{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:.7rem 2rem;margin-top:1.2rem}
.terms dt{font-size:.78rem;color:var(--muted)}
.terms dd{font-variant-numeric:tabular-nums}
pre{background:var(--wash);border-radius:8px;padding:.8rem 1rem;overflow-x:auto;margin-top:1rem;white-space:pre-wrap;overflow-wrap:anywhere}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--muted);font-size:.85rem}
@media (max-width:40rem){
.rows thead{display:none}
.rows tr{display:block;border-bottom:1px solid var(--line);padding:.7rem 0}
.rows td,.rows th{display:block;border:0;padding:.1rem 0}
.rows td[data-label]:not(:empty)::before{content:attr(data-label) ': ';color:var(--muted)}}
@media print{
:root{${themeVariables('light')};--paper:#fff}
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.contents,.filter,.skip,summary{display:none!important}
.frame{display:block}.sheet{max-width:none;padding:0}
.figure,.card,tr{break-inside:avoid}h2{break-after:avoid}
.chart.wide{display:block!important}.chart.narrow{display:none!important}}
`;
