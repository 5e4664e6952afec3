/** Looks of the page: of everything but the charts. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --ground: #f6f7f9;
  --ink: #1f2328;
  --quiet: #59636e;
  --line: #dfe3e8;
  --accent: #0b62a4;
  --wash: #eef4fa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171b21;
    --ground: #0f1216;
    --ink: #e6edf3;
    --quiet: #a0aab5;
    --line: #30363d;
    --accent: #6cb6f0;
    --wash: #1b2733;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 1; }

.page { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
header { padding: 2.5rem 0 1.5rem; }
header .kind { margin: 0; color: var(--quiet); font-size: 0.875rem; letter-spacing: 0.02em; }
h1 { margin: 0.1rem 0 0.4rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; font-weight: 650; }
header .subtitle { margin: 0; color: var(--quiet); font-size: 0.9375rem; max-width: 68rem; }

nav { border-block: 1px solid var(--line); padding: 0.75rem 0; font-size: 0.9375rem; }
nav ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
nav a { color: var(--quiet); text-decoration: none; }
nav a:hover { color: var(--accent); text-decoration: underline; }

section { padding: 2.25rem 0 0; }
h2 { margin: 0 0 0.35rem; font-size: 1.375rem; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; }
.introduction { margin: 0 0 1.25rem; color: var(--quiet); max-width: 46rem; }
.parts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
.card {
  margin: 0;
  min-width: 0;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 10px;
  padding: 1rem 1rem 0.8rem;
}
h3 { margin: 0 0 0.25rem; font-size: 1rem; line-height: 1.4; font-weight: 650; }
.explanation { margin: 0 0 0.9rem; color: var(--quiet); font-size: 0.9375rem; max-width: 46rem; }
figure.card { display: flex; flex-direction: column; }
/* A chart has a margin of its own, so that its text begins where other text does. */
.drawing { margin: -1rem -1rem auto; }
.drawing svg { display: block; }
.drawing.wide { display: none; }
.files { margin: 0.7rem 0 0; font-size: 0.8125rem; color: var(--quiet); text-align: right; }
.files a { color: inherit; }
.note { border-left: 3px solid var(--line); padding: 0.1rem 0 0.1rem 0.9rem; margin: 0; color: var(--quiet); max-width: 46rem; }

.facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1px; margin: 0 0 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.facts div { box-shadow: 0 0 0 1px var(--line); padding: 0.8rem 1rem; }
.facts dt { font-size: 0.8125rem; color: var(--quiet); }
.facts dd { margin: 0; font-size: 1.3125rem; line-height: 1.35; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
.facts .remark { display: block; font-size: 0.8125rem; line-height: 1.4; font-weight: 400; letter-spacing: 0; color: var(--quiet); }

.scroll { overflow-x: auto; margin: 0 -1rem; padding: 0 1rem 0.2rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.45; }
th, td { padding: 0.38rem 0 0.38rem 1.1rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--quiet); font-weight: 500; font-size: 0.8125rem; white-space: nowrap; }
tbody th { font-weight: 500; }
tfoot th, tfoot td { font-weight: 600; }
tbody tr:last-child > *, tfoot tr:last-child > * { border-bottom: 0; }
tfoot tr:first-child > * { border-top: 1px solid var(--quiet); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { margin: 0; font-size: 0.8125rem; line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding: 1.25rem 0 2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }

@media (min-width: 40rem) {
  .page { padding: 0 2rem; }
  .facts { grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
  .card { padding: 1.4rem 1.5rem 1.1rem; }
  .scroll { margin: 0 -1.5rem; padding: 0 1.5rem 0.2rem; }
  .drawing.wide { display: block; }
  .drawing.narrow { display: none; }
}
@media (min-width: 64rem) {
  .parts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .parts > * { grid-column: 1 / -1; }
  .parts > .half { grid-column: auto; }
}
@media print {
  :root { --ground: #ffffff; }
  body { font-size: 10pt; }
  nav, .files, .skip { display: none; }
  .page { max-width: none; padding: 0; }
  .card { break-inside: avoid; }
  h2, .introduction { break-after: avoid; }
  .scroll { overflow: visible; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
