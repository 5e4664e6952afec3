/// <reference lib="dom" />
import type { Chart } from "../../lib/plots/chart.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { chartLessons } from "../lessons.ts";
import { element } from "./elements.ts";
import { lessonText } from "./learn.ts";

/** Height of a chart by its width, and the heights between which it stays. */
const PROPORTION = 0.62;
const LOWEST = 260;
const HIGHEST = 420;

/** A chart that is on the page. */
interface Place {
  readonly figure: HTMLElement;
  readonly drawing: HTMLElement;
  chart: Chart;
}

/** Shows charts, each drawn anew when it changes or the page becomes wider. */
export class ChartBoard {
  readonly #board: HTMLElement;
  readonly #places = new Map<string, Place>();
  #width = 0;

  constructor(board: HTMLElement) {
    this.#board = board;
    new ResizeObserver(() => {
      if (board.clientWidth === this.#width) return;
      this.#width = board.clientWidth;
      for (const place of this.#places.values()) draw(place);
    }).observe(board);
  }

  /** Shows these charts, and no others. */
  show(charts: readonly Chart[]): void {
    for (const [id, { figure }] of this.#places) {
      if (charts.some((chart) => chart.id === id)) continue;
      figure.remove();
      this.#places.delete(id);
    }
    let before: Element | null = null;
    for (const chart of charts) {
      const place: Place = this.#places.get(chart.id) ?? this.#add(chart);
      if (place.figure.previousElementSibling !== before) {
        if (before === null) this.#board.prepend(place.figure);
        else before.after(place.figure);
      }
      before = place.figure;
      place.chart = chart;
      draw(place);
    }
  }

  #add(chart: Chart): Place {
    const drawing = element("div", { class: "drawing" });
    const figure = element("figure", { class: "card", id: `chart-${chart.id}` }, drawing);
    const [, lesson] = Object.entries(chartLessons).find(([id]) => chart.id.startsWith(id)) ?? [];
    if (lesson !== undefined) figure.append(lessonText(lesson));
    if (chart.kind === "tiles") figure.classList.add("full");
    this.#board.append(figure);
    const place = { figure, drawing, chart };
    this.#places.set(chart.id, place);
    return place;
  }
}

function draw({ drawing, chart }: Place): void {
  // A panel that is hidden has no width.
  const width = drawing.clientWidth;
  if (width < 120) return;
  const height = Math.min(HIGHEST, Math.max(LOWEST, PROPORTION * width));
  drawing.innerHTML = drawSvg(chart, { width, height });
}
