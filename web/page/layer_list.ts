/// <reference lib="dom" />
import { formatShape } from "../../lib/shape.ts";
import type { LayerView } from "../dialogue.ts";
import { layerLessons } from "../lessons.ts";
import { element } from "./elements.ts";
import { LayerMap } from "./layer_map.ts";
import { lessonText } from "./learn.ts";

/** The layers of a network, each with what it puts out. */
export class LayerList {
  readonly #list: HTMLElement;
  readonly #pointed: (layer: number, output: number) => void;
  #notations = "";
  #maps: LayerMap[] = [];

  /** @param pointed Is called with the output that is pointed at. */
  constructor(list: HTMLElement, pointed: (layer: number, output: number) => void) {
    this.#list = list;
    this.#pointed = pointed;
  }

  /** Shows what the layers have put out. */
  show(layers: readonly LayerView[]): void {
    const notations = layers.map(({ notation }) => notation).join();
    if (notations !== this.#notations) this.#build(layers);
    this.#notations = notations;
    layers.forEach((layer, i) => this.#maps[i].show(layer));
  }

  #build(layers: readonly LayerView[]): void {
    this.#maps = [];
    const figures = layers.map(({ notation, shape }, i) => {
      const canvas = element("canvas", { class: "pixels", tabindex: "0", role: "application" });
      this.#maps.push(new LayerMap(canvas, (output) => this.#pointed(i, output)));
      const title = element("h3", {}, `${i + 1} ${notation} `);
      title.append(element("span", { class: "quiet" }, formatShape(shape).replaceAll("x", " × ")));
      const lesson = layerLessons[notation.split(" ")[0]];
      const texts = lesson === undefined ? [] : [lessonText(lesson)];
      return element("li", {}, title, ...texts, element("div", { class: "scroll" }, canvas));
    });
    this.#list.replaceChildren(...figures);
  }
}
