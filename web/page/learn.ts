/// <reference lib="dom" />
import { type Lesson, sourceAddress } from "../lessons.ts";
import { element } from "./elements.ts";

/** A sentence with a link to the formula. */
export function lessonText({ sentence, source }: Lesson): HTMLParagraphElement {
  const name = source.slice(source.lastIndexOf("/") + 1);
  const link = element("a", { href: sourceAddress(source), target: "_blank" }, name);
  link.setAttribute("aria-label", `The formula in ${name}`);
  return element("p", { class: "lesson" }, `${sentence} `, link);
}
