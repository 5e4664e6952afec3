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

/** In a narrower window tiles are in fewer columns, so that they are large enough to be seen. */
const NARROW = 480;
const FEW_COLUMNS = 4;

/** A chart that is on the page. */
interface Place {
  readonly figure: HTMLElement;
  readonly drawing: HTMLElement;
  chart: Chart;
  isInSight: boolean;
  /** The chart is not the one that was drawn last. */
  isStale: boolean;
}

/** Shows charts, each drawn anew when it changes or the page becomes wider, as soon as it is in sight. */
export class ChartBoard {
  readonly #board: HTMLElement;
  readonly #kind: string;
  readonly #places = new Map<string, Place>();
  readonly #sight: IntersectionObserver;
  #width = 0;

  /** @param kind What the ids of its figures begin with: `chart` for `chart-loss`. */
  constructor(board: HTMLElement, kind = "chart") {
    this.#board = board;
    this.#kind = kind;
    this.#sight = new IntersectionObserver((entries) => this.#see(entries), {
      rootMargin: "200px",
    });
    new ResizeObserver(() => {
      if (board.clientWidth === this.#width) return;
      this.#width = board.clientWidth;
      for (const place of this.#places.values()) {
        place.isStale = true;
        drawIfSeen(place);
      }
    }).observe(board);
  }

  /** Shows these charts, and no others. */
  show(charts: readonly Chart[]): void {
    for (const [id, { figure }] of this.#places) {
      if (charts.some((chart) => chart.id === id)) continue;
      this.#sight.unobserve(figure);
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
      place.isStale = true;
      drawIfSeen(place);
    }
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const place = this.#places.values().find(({ figure }) => figure === target);
      if (place === undefined) continue;
      place.isInSight = isIntersecting;
      drawIfSeen(place);
    }
  }

  #add(chart: Chart): Place {
    const drawing = element("div", { class: "drawing" });
    const figure = element("figure", { class: "card", id: `${this.#kind}-${chart.id}` }, drawing);
    const [, lesson] = Object.entries(chartLessons).find(([id]) => chart.id.startsWith(id)) ?? [];
    if (lesson !== undefined) figure.append(lessonText(lesson));
    if (chart.kind === "tiles") figure.classList.add("full");
    this.#board.append(figure);
    this.#sight.observe(figure);
    const place = { figure, drawing, chart, isInSight: false, isStale: true };
    this.#places.set(chart.id, place);
    return place;
  }
}

function drawIfSeen(place: Place): void {
  const { drawing, chart, isInSight, isStale } = place;
  // A panel that is hidden has no width.
  const width = drawing.clientWidth;
  if (!isInSight || !isStale || width < 120) return;
  place.isStale = false;
  const height = Math.min(HIGHEST, Math.max(LOWEST, PROPORTION * width));
  const fitting = chart.kind === "tiles" && chart.columns !== undefined && width < NARROW
    ? { ...chart, columns: Math.min(chart.columns, FEW_COLUMNS) }
    : chart;
  drawing.innerHTML = drawSvg(fitting, { width, height });
}
