/// <reference lib="dom" />
import type { Raster } from "../../lib/data/raster.ts";
import { formatCount, formatShare } from "../../lib/plots/format_figure.ts";
import type { Choice, LayerView, Sight, Subject, View } from "../dialogue.ts";
import type { Correspondent } from "./correspondent.ts";
import { find } from "./elements.ts";
import { LayerList } from "./layer_list.ts";
import { Pad } from "./pad.ts";
import { imagePicture, paint, signedPicture } from "./paint.ts";
import { ScoreBars } from "./scores.ts";
import { TestCharts } from "./test_charts.ts";
import { TestImages } from "./test_images.ts";
import { UnitPanel } from "./unit_panel.ts";

/** Draws, and shows what a network makes of it. */
export class DrawTab {
  readonly #worker: Correspondent;
  readonly #say: (error: unknown) => void;
  readonly #pad: Pad;
  readonly #bars = new ScoreBars(find("#scores", HTMLElement));
  readonly #layers: LayerList;
  readonly #panel = new UnitPanel(find("#unit", HTMLElement));
  readonly #tests: TestImages;
  readonly #testCharts: TestCharts;
  #subject: Subject | undefined;
  #choice: Choice = "opened";
  /** What is looked at; a picture of the pad is taken anew each time. */
  #view: View | "pad" = "pad";
  #image = 0;
  #shown: readonly LayerView[] = [];
  /** The layers that are to be shown in the next frame. */
  #wanted: readonly LayerView[] | undefined;
  /** A look is under way, and another one is wanted after it. */
  #isLooking = false;
  #isStale = false;
  #pointed: { layer: number; output: number } | undefined;
  #isAsking = false;

  /** @param say Tells the user what went wrong. */
  constructor(worker: Correspondent, say: (error: unknown) => void) {
    this.#worker = worker;
    this.#say = say;
    this.#pad = new Pad(find("#pad", HTMLCanvasElement), () => {
      this.#view = "pad";
      this.#image = 0;
      this.look();
    });
    this.#layers = new LayerList(find("#layers", HTMLElement), (layer, output) => {
      this.#pointed = { layer, output };
      this.#askUnit();
    });
    this.#tests = new TestImages(worker, say, (index) => {
      this.#view = { kind: "test image", index };
      this.#image = 0;
      this.look();
    });
    this.#testCharts = new TestCharts(worker, say);
    this.#panel.clear();
    find("#clear", HTMLButtonElement).addEventListener("click", () => this.#pad.clear());
    find("#member", HTMLSelectElement).addEventListener("change", () => this.look());
    find("#subject", HTMLSelectElement).addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLSelectElement)) return;
      this.choose(target.value === "training" ? "training" : "opened");
    });
    find("#keep", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#keepDrawing();
    });
  }

  /** Shows pictures to a network from now on. */
  async choose(choice: Choice): Promise<void> {
    try {
      this.setUp(await this.#worker.ask("choose", choice), choice);
    } catch (error) {
      this.#say(error);
    }
  }

  /** Takes the network that pictures are shown to. */
  setUp(subject: Subject, choice: Choice): void {
    this.#subject = subject;
    this.#choice = choice;
    find("#subject", HTMLSelectElement).value = choice;
    const opened = find("#subject option[value=opened]", HTMLOptionElement);
    if (choice === "opened") opened.textContent = subject.name;
    const facts = [
      `${formatCount(subject.parameterCount)} parameters`,
      ...(subject.members.length > 1 ? [`committee of ${subject.members.length}`] : []),
      ...(subject.testAccuracy === undefined
        ? []
        : [`${formatShare(subject.testAccuracy)} of its test images right`]),
    ];
    find("#facts", HTMLElement).textContent = facts.join(", ");
    const member = find("#member", HTMLSelectElement);
    member.replaceChildren(
      ...subject.members.map((_, i) => new Option(`member ${i + 1}`, `${i}`)),
    );
    find("#member-choice", HTMLElement).hidden = subject.members.length < 2;
    this.#bars.setUp(subject);
    this.#tests.forget();
    this.#testCharts.forget();
    this.look();
  }

  /** The network that is looked at has changed: looks again, if it is the one in training. */
  refresh(): void {
    if (this.#choice === "training") this.look();
  }

  /** Shows a picture in place of the drawing. */
  show(picture: ImageBitmap): void {
    this.#pad.show(picture);
    this.#view = { kind: "picture", raster: rasterOf(picture) };
    this.#image = 0;
    this.look();
  }

  /** Looks at what there is; while that takes its time, only the last of several wishes counts. */
  async look(): Promise<void> {
    if (this.#subject === undefined) return;
    if (this.#isLooking) {
      this.#isStale = true;
      return;
    }
    if (this.#view === "pad" && this.#pad.isEmpty) return this.#showNothing();
    this.#isLooking = true;
    find("#draw", HTMLElement).ariaBusy = "true";
    try {
      const view = this.#view === "pad"
        ? { kind: "picture", raster: this.#pad.raster } as const
        : this.#view;
      const member = Number(find("#member", HTMLSelectElement).value);
      const sight = await this.#worker.ask("look", { view, image: this.#image, member });
      this.#show(sight, this.#subject);
    } catch (error) {
      this.#say(error);
    } finally {
      this.#isLooking = false;
      if (this.#isStale) {
        this.#isStale = false;
        this.look();
      } else find("#draw", HTMLElement).ariaBusy = "false";
    }
  }

  #show(sight: Sight, { shape, classNames }: Subject): void {
    const { images, layers, saliency, warning, label } = sight;
    this.#image = Math.min(this.#image, images.length - 1);
    const { pixels, prediction } = images[this.#image];
    paint(find("#prepared", HTMLCanvasElement), imagePicture(pixels, shape));
    if (this.#view !== "pad" && this.#view.kind === "test image") {
      this.#pad.show(find("#prepared", HTMLCanvasElement));
    }
    paint(find("#saliency", HTMLCanvasElement), signedPicture(saliency, shape));
    this.#bars.show(prediction);
    this.#showMarks(images.map(({ prediction }) => classNames[prediction.class]));
    const truth = label === undefined || label === prediction.class
      ? undefined
      : `It is really ${classNames[label]}`;
    find("#remark", HTMLElement).textContent = truth ?? warning ?? "";
    this.#showLayers(layers);
    if (this.#pointed !== undefined) this.#askUnit();
  }

  /** The bars do not wait for the layers, which take longer to paint. */
  #showLayers(layers: readonly LayerView[]): void {
    const isUnderWay = this.#wanted !== undefined;
    this.#wanted = layers;
    if (isUnderWay) return;
    requestAnimationFrame(() => {
      const wanted = this.#wanted;
      this.#wanted = undefined;
      if (wanted === undefined) return;
      this.#shown = wanted;
      find("#inside", HTMLElement).hidden = false;
      this.#layers.show(wanted);
    });
  }

  /** The answer; of several marks, each is a button that looks into it. */
  #showMarks(names: readonly string[]): void {
    const buttons = names.map((name, i) => {
      const button = document.createElement("button");
      button.textContent = name;
      button.setAttribute("aria-pressed", String(i === this.#image));
      button.disabled = names.length === 1;
      button.addEventListener("click", () => {
        this.#image = i;
        this.look();
      });
      return button;
    });
    find("#answer", HTMLElement).replaceChildren(...buttons);
  }

  #showNothing(): void {
    this.#bars.clear();
    this.#wanted = undefined;
    find("#answer", HTMLElement).replaceChildren();
    find("#remark", HTMLElement).textContent = "";
    find("#inside", HTMLElement).hidden = true;
    for (const id of ["prepared", "saliency"]) {
      const canvas = find(`#${id}`, HTMLCanvasElement);
      canvas.width = canvas.width + 0;
    }
    this.#pointed = undefined;
    this.#panel.clear();
  }

  async #askUnit(): Promise<void> {
    if (this.#isAsking || this.#pointed === undefined) return;
    this.#isAsking = true;
    const { layer, output } = this.#pointed;
    try {
      const unit = await this.#worker.ask("unit", { layer, output });
      const view = this.#shown[layer];
      if (view !== undefined) this.#panel.show(view, output, unit);
    } catch (error) {
      this.#say(error);
    } finally {
      this.#isAsking = false;
      const latest = this.#pointed;
      if (latest.layer !== layer || latest.output !== output) this.#askUnit();
    }
  }

  async #keepDrawing(): Promise<void> {
    const className = find("#keep-class", HTMLInputElement).value;
    try {
      const count = await this.#worker.ask("keepDrawing", { image: this.#image, className });
      const images = count === 1 ? "one image" : `${count} images`;
      find("#kept", HTMLElement).textContent = `The data “drawings” now have ${images}.`;
    } catch (error) {
      this.#say(error);
    }
  }
}

/** A picture in its own size. */
function rasterOf(picture: ImageBitmap): Raster {
  const { width, height } = picture;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("Expected a canvas to read pictures on but found none");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, channels: 4, depth: 8, data };
}
