import type { Findings } from "../findings.ts";
import { markup } from "../markup.ts";
import type { Section } from "../section.ts";

/** What the network was trained with, to train it again. */
export function configurationSection({ model, config }: Findings): Section {
  const { training } = model;
  const lines = Array.from(config.source.entries.values(), ({ key, value }) => `${key} = ${value}`);
  const text = training?.config ?? lines.join("\n");
  return {
    id: "configuration",
    title: "Configuration",
    introduction:
      "With this file, the same program and the same data, the training can be repeated: " +
      "the same seed gives the same result.",
    parts: [{
      kind: "text",
      title: config.source.name,
      explanation: training === undefined ? "" : `Trained with ${training.program}.`,
      content: markup`<pre>${text.trimEnd()}</pre>`,
    }],
  };
}
