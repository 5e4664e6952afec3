import { type WeightChart, weightCharts } from "../../../lib/plots/weight_charts.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";

/** So many images of 28 x 28 weights are twice as large as that. */
const COLUMNS = 16;

/** What the layers that see an image have learnt to look for. */
export function weightsSection(findings: Findings): Section {
  return {
    id: "weights",
    title: "What it looks for",
    introduction:
      "The weights of the first layer that has any. They are applied to the image itself, and " +
      "so can be looked at as images; above it, those of filters can be.",
    parts: weights(findings),
  };
}

function weights({ network, data }: Findings): Part[] {
  const found = weightCharts(network, data.test.classNames);
  if (found.length === 0) {
    const text = "There are no pictures of weights, as no layer with weights takes in an image.";
    return [{ kind: "note", text }];
  }
  const isColour = network.inputShape.length === 3 && network.inputShape[0] === 3;
  return found.map((chart): Part => {
    return {
      kind: "chart",
      chart: chart.chart,
      width: "full",
      columns: chart.isFirst ? COLUMNS : undefined,
      explanation: explain(chart, isColour),
    };
  });
}

function explain({ of, isFirst }: WeightChart, isColour: boolean): string {
  if (!isFirst) {
    return "Each filter has a picture for every channel of the layer below: it responds where " +
      "channels are strong in which its picture is red, and those weak in which it is blue.";
  }
  return of === "filters" ? ofFilters(isColour) : ofUnits(isColour);
}

function ofFilters(isColour: boolean): string {
  const pattern = isColour
    ? "light and dark in each of the three colours"
    : "bright where it is red, dark where it is blue";
  return "Each filter is moved over the image and responds where it finds its own pattern: " +
    `${pattern}. Filters for edges in one direction are common.`;
}

function ofUnits(isColour: boolean): string {
  const meaning = isColour
    ? "light in a colour where its picture is light in that colour, and falls where its picture is " +
      "dark. Where the picture is grey, the image does not matter to it."
    : "bright where its picture is red, and falls the brighter the image is where its picture is " +
      "blue. Where the picture is white, the image does not matter to it.";
  return `The output of a unit rises the more the image is ${meaning}`;
}
