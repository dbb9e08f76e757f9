/** The page's style: system fonts, two schemes, and what a printer needs. Contrasts are 4.5 to 1 or more. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f5fa; --card: #ffffff; --line: #e4e1ee; --text: #201c2f; --soft: #5f5972;
  --accent: #6b4fa0; --second: #b9a6dd; --track: #eeebf5; --code: #f4f2f9;
  --good: #17683a; --good-back: #e2f4e9; --warn: #8a4b00; --warn-back: #fdf0db; --bad: #a8152c; --bad-back: #fce6e9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131119; --card: #1c1925; --line: #332e42; --text: #ece9f5; --soft: #aaa3bd;
    --accent: #b59cf0; --second: #5d4b86; --track: #2a2536; --code: #14121b;
    --good: #7adba2; --good-back: #17301f; --warn: #f3bd6c; --warn-back: #352713; --bad: #ff98a3; --bad-back: #3b171d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: clamp(20px, 5vw, 56px) clamp(16px, 4vw, 40px) 64px; }
h1, h2, h3, p, ul, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(26px, 4.4vw, 38px); line-height: 1.15; letter-spacing: -.02em; font-weight: 680; }
h2 { font-size: 20px; letter-spacing: -.01em; font-weight: 650; }
h3 { font-size: 15px; font-weight: 650; }
a { color: var(--accent); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { font-size: .88em; background: var(--code); border-radius: 4px; padding: 1px 5px; }
pre {
  margin: 12px 0 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--code);
  font-size: 12.5px; line-height: 1.5; white-space: pre-wrap; tab-size: 2;
}
.kicker { color: var(--accent); font-size: 13px; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; margin-bottom: 10px; }
.lead { color: var(--soft); margin-top: 12px; max-width: 68ch; }
.soft { color: var(--soft); }
.verdict { margin-top: 26px; padding: 16px 20px; border-radius: 10px; background: var(--good-back); color: var(--good); }
.verdict strong { display: block; font-size: 17px; }
.verdict.warn { background: var(--warn-back); color: var(--warn); }
.verdict.bad { background: var(--bad-back); color: var(--bad); }
.verdict code { background: none; padding: 0; color: inherit; }
.verdict ul { list-style: none; margin-top: 6px; }
section { margin-top: 48px; }
section > p { color: var(--soft); margin-top: 4px; max-width: 68ch; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(280px, 50%), 1fr)); gap: 1px; margin-top: 28px;
  background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.figures div { box-shadow: 0 0 0 1px var(--line); padding: 18px 20px; }
.figures dt { color: var(--soft); font-size: 13px; }
.figures dd { font-size: 23px; font-weight: 650; letter-spacing: -.02em; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures small { display: block; color: var(--soft); font-size: 12.5px; font-weight: 400; letter-spacing: 0; line-height: 1.45; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; margin-top: 18px; }
.bars { display: grid; grid-auto-flow: dense; grid-template-columns: minmax(80px, max-content) 1fr max-content; gap: 9px 16px; align-items: center; list-style: none; }
.bars li { display: contents; }
.bars .name { grid-column: 1; max-width: 300px; font-size: 14px; }
.bars .marked::before { content: ""; display: inline-block; width: 7px; height: 7px; border-radius: 50%; margin-right: 7px; background: var(--accent); vertical-align: 1px; }
.bars .value { grid-column: 3; text-align: right; color: var(--soft); font-size: 13.5px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bars svg { grid-column: 2; display: block; width: 100%; height: 16px; border-radius: 3px; }
.track { fill: var(--track); } .first { fill: var(--accent); } .second { fill: var(--second); } .stop { fill: var(--bad); } .note { fill: var(--second); }
figcaption { color: var(--soft); font-size: 13px; margin-top: 16px; }
.alarm { color: var(--bad); font-weight: 550; }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; background: var(--accent); }
.key + .key, .key.b { background: var(--second); } .key.c { background: var(--bad); }
.keys span + span { margin-left: 16px; } .keys .key { margin-left: 0; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
p + table, ul + table { margin-top: 14px; }
caption { text-align: left; color: var(--soft); font-size: 13px; padding-bottom: 8px; }
th, td { text-align: left; padding: 9px 12px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: 12.5px; font-weight: 600; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; border-radius: 99px; padding: 1px 9px; font-size: 12px; font-weight: 600; white-space: nowrap; background: var(--track); color: var(--soft); }
.badge.good { background: var(--good-back); color: var(--good); } .badge.warn { background: var(--warn-back); color: var(--warn); } .badge.bad { background: var(--bad-back); color: var(--bad); }
.hazard + .hazard { border-top: 1px solid var(--line); margin-top: 18px; padding-top: 18px; }
.hazard h3 code { font-size: 14px; margin-right: 8px; }
.hazard p { margin-top: 6px; }
.plain { margin: 8px 0 0; padding-left: 18px; }
.places { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; margin-top: 10px; }
.places li { border: 1px solid var(--line); border-radius: 6px; padding: 1px 8px; font-size: 13.5px; }
.hazard details { margin-top: 4px; } .hazard details > summary { padding: 4px 0; }
.remedy { color: var(--soft); }
details > summary { cursor: pointer; padding: 10px 0; margin-left: 1.1em; list-style-position: outside; }
details.item { border-bottom: 1px solid var(--line); } details.item:last-child { border-bottom: 0; }
details.item > summary { font-weight: 550; } details.item > summary small { font-weight: 400; color: var(--soft); font-size: 13px; margin-left: 8px; }
details.item[open] { padding-bottom: 18px; }
details.more > summary { color: var(--accent); font-weight: 550; }
footer { margin-top: 56px; color: var(--soft); font-size: 13px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 560px) {
  .card { padding: 16px; }
  .bars { grid-template-columns: 1fr max-content; gap: 3px 12px; }
  .bars .value { grid-column: 2; } .bars svg { grid-column: 1 / -1; height: 10px; margin-bottom: 8px; }
  table { font-size: 13px; } th, td { padding-right: 10px; }
  .figures { grid-template-columns: 1fr 1fr; overflow-wrap: break-word; } .figures div { padding: 14px 16px; } .figures dd { font-size: 20px; }
  .wide { display: none; }
}
@media print {
  :root { --page: #fff; --card: #fff; --line: #ccc; --text: #000; --soft: #444; --accent: #52397f; --second: #b9a6dd; --track: #eee; --code: #fff;
    --good: #17683a; --good-back: #fff; --warn: #8a4b00; --warn-back: #fff; --bad: #a8152c; --bad-back: #fff; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  .card, .figures, .verdict { break-inside: avoid; } .card:has(table, details, .hazard) { break-inside: auto; }
  tr, .hazard, pre, figure li { break-inside: avoid; } h2 { break-after: avoid; }
  .verdict { border: 1px solid currentColor; }
}
`
