/**
 * The page of the playground: it draws, and asks the worker for everything else.
 *
 * @module
 */
/// <reference lib="dom" />
import { pictureStyles } from "../lib/plots/picture_styles.ts";
import type { News } from "./dialogue.ts";
import { Correspondent } from "./page/correspondent.ts";
import { DrawTab } from "./page/draw_tab.ts";
import { element, find } from "./page/elements.ts";
import { receiveFiles } from "./page/given_files.ts";
import { lessonText } from "./page/learn.ts";
import { PointsTab } from "./page/points_tab.ts";
import { setUpTabs } from "./page/tabs.ts";
import { TrainTab } from "./page/train_tab.ts";
import { otherLessons } from "./lessons.ts";
import type { Site } from "./site.ts";

async function start(): Promise<void> {
  document.head.append(element("style", {}, pictureStyles()));
  for (const [id, lesson] of Object.entries(otherLessons)) {
    find(`#${id}-lesson`, HTMLElement).replaceWith(lessonText(lesson));
  }
  const worker = new Correspondent(new Worker("worker.js", { type: "module" }), hear);
  const draw = new DrawTab(worker, say);
  const train = new TrainTab(worker, say, () => {
    find("#subject option[value=training]", HTMLOptionElement).disabled = false;
    draw.choose("training");
  });
  const points = new PointsTab(worker);
  setUpTabs(find("[role=tablist]", HTMLElement), (id) => {
    if (id === "draw-tab") draw.refresh();
    if (id === "points-tab") points.show();
  });

  function hear(news: News): void {
    train.hear(news);
    points.hear(news);
    const isAboutNetwork = news.kind === "charts" && news.topic === "images";
    if (isAboutNetwork && !find("#draw", HTMLElement).hidden) draw.refresh();
  }

  receiveFiles({
    openModels: async (files) => draw.setUp(await worker.ask("open", files), "opened"),
    showPicture: (picture) => draw.show(picture),
    takeData: (files) => train.takeData(files),
    say,
  });

  const site: Site = await (await fetch("site.json")).json();
  await worker.ask("begin", { site, base: document.baseURI });
  train.setUp(site);
  find("#threads", HTMLElement).textContent = crossOriginIsolated
    ? `${site.program}; up to ${navigator.hardwareConcurrency} threads. `
    : `${site.program}; one thread, as this server does not isolate the page. `;
  const { name, address } = site.model;
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  draw.setUp(await worker.ask("open", [{ path: name, bytes }]), "opened");
}

/** Tells the user what went wrong, until the next click. */
function say(error: unknown): void {
  const message = find("#message", HTMLElement);
  message.textContent = error instanceof Error ? error.message : String(error);
  message.hidden = false;
}

addEventListener("pointerdown", () => find("#message", HTMLElement).hidden = true);
start().catch(say);
