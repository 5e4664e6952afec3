import { markup } from "../../pages/markup.ts";
import type { Section } from "../../pages/section.ts";
import type { Subject } from "../../pages/subject.ts";

/** What the network was trained with, to train it again. */
export function configurationSection({ model, trainedWith }: Subject): Section {
  const { training } = model;
  const heading = { id: "configuration", title: "Configuration" };
  if (trainedWith === undefined) {
    return { ...heading, introduction: "The model does not say how it was trained.", parts: [] };
  }
  const { name, entries } = trainedWith.source;
  const lines = Array.from(entries.values(), ({ key, value }) => `${key} = ${value}`);
  return {
    ...heading,
    introduction:
      "With this file, the same program and the same data, the training can be repeated: the " +
      "same seed gives the same result.",
    parts: [{
      kind: "text",
      title: name,
      explanation: training === undefined ? "" : `Trained with ${training.program}.`,
      content: markup`<pre>${lines.join("\n")}</pre>`,
    }],
  };
}
