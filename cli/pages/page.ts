import type { Chart } from "../../lib/plots/chart.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { pictureStyles } from "../../lib/plots/picture_styles.ts";
import { Markup, markup } from "./markup.ts";
import type { ChartPart, Fact, FactsPart, NotePart, Part, Section, TextPart } from "./section.ts";
import { styles } from "./styles.ts";

/** What a page is. A subcommand replaces pages of its own kind alone. */
export type PageKind = "report" | "comparison" | "playground";

/** What the page says. */
export interface Page {
  readonly kind: PageKind;
  /** What it is about in general, above the title. */
  readonly heading: string;
  readonly title: string;
  /** What it is about in one line: the layers of the network. */
  readonly subtitle: string;
  readonly sections: readonly Section[];
  /** Name and version of the program that writes it. */
  readonly program: string;
}

/** By this a page of ours is known; see {@linkcode isOwnPage}. */
function markOf(kind: PageKind): string {
  return `<meta name="generator" content="mnist ${kind}">`;
}

/** The page needs nothing but itself, and may not ask for more. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Extents that charts are drawn for, in pixels: the page shows those that fit into its window. */
const sizes = {
  full: { width: 1120, height: 440 },
  half: { width: 570, height: 450 },
  narrow: { width: 326, height: 330 },
} as const;

/** Columns of tiles in the narrow drawing: fewer, so that they are large enough to be seen. */
const FEW_COLUMNS = 4;

/**
 * The page as an HTML document that needs no other file, no script and no network: it links to the
 * charts' files beside it, but contains the charts.
 */
export function formatPage({ kind, heading, title, subtitle, sections, program }: Page): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
${new Markup(markOf(kind))}
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(styles + pictureStyles())}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="page">
<header>
<p class="kind">${heading}</p>
<h1>${title}</h1>
<p class="subtitle">${subtitle}</p>
</header>
<nav aria-label="Sections"><ol>
${sections.map(formatLink)}</ol></nav>
<main id="content">
${sections.map(formatSection)}</main>
<footer>Written by ${program}. This page is one file: it opens without a network.</footer>
</div>
</body>
</html>
`.text;
}

/** Whether a file begins as a page of a kind that {@linkcode formatPage} writes. */
export function isOwnPage(text: string, kind: PageKind): boolean {
  return text.slice(0, 2 ** 10).includes(markOf(kind));
}

/** The charts whose files a page links to. */
export function chartsNamedBy(text: string): string[] {
  return Array.from(text.matchAll(/<figure id="([a-z0-9-]+)"/g), ([_, id]) => id);
}

function formatLink({ id, title }: Section): Markup {
  return markup`<li><a href="#${id}">${title}</a></li>
`;
}

function formatSection({ id, title, introduction, parts }: Section): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="introduction">${introduction}</p>
<div class="parts">
${parts.map(formatPart)}</div>
</section>
`;
}

function formatPart(part: Part): Markup {
  switch (part.kind) {
    case "chart":
      return formatChart(part);
    case "text":
      return formatText(part);
    case "facts":
      return formatFacts(part);
    case "note":
      return formatNote(part);
  }
}

function formatChart({ chart, explanation, width, columns }: ChartPart): Markup {
  // The page has the title above the explanation.
  const untitled = { ...chart, title: "" };
  const wide = drawSvg(inColumns(untitled, columns), sizes[width]);
  const narrow = drawSvg(inColumns(untitled, FEW_COLUMNS), sizes.narrow);
  return markup`<figure id="${chart.id}" class="card ${width}" aria-labelledby="${chart.id}-title">
<figcaption>
<h3 id="${chart.id}-title">${chart.title}</h3>
<p class="explanation">${explanation}</p>
</figcaption>
<div class="drawing wide">${new Markup(wide)}</div>
<div class="drawing narrow">${new Markup(narrow)}</div>
<p class="files"><a href="${chart.id}.svg">SVG</a> <a href="${chart.id}.png">PNG</a></p>
</figure>
`;
}

/** Tiles in that many columns; any other chart as it is. */
function inColumns(chart: Chart, columns: number | undefined): Chart {
  return chart.kind === "tiles" && columns !== undefined ? { ...chart, columns } : chart;
}

function formatText({ title, explanation, width = "full", content }: TextPart): Markup {
  return markup`<div class="card ${width}">
<h3>${title}</h3>
<p class="explanation">${explanation}</p>
${content}
</div>
`;
}

function formatFacts({ facts }: FactsPart): Markup {
  return markup`<dl class="facts">
${facts.map(formatFact)}</dl>
`;
}

function formatFact({ name, value, remark }: Fact): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}<span class="remark">${remark}</span></dd></div>
`;
}

function formatNote({ text }: NotePart): Markup {
  return markup`<p class="note">${text}</p>
`;
}
