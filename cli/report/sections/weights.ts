import { firstWeights } from "../../first_weights.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";

/** So many images of 28 x 28 weights are twice as large as that. */
const COLUMNS = 16;

/** What the lowest layer with weights has learnt to look for. */
export function weightsSection(findings: Findings): Section {
  return {
    id: "weights",
    title: "What it looks for",
    introduction:
      "The weights of the first layer that has any. They are applied to the image itself, and " +
      "so can be looked at as images.",
    parts: [weights(findings)],
  };
}

function weights({ network, data }: Findings): Part {
  const found = firstWeights(network, data.test.classNames);
  if (found === undefined) {
    const text = "There are no pictures of weights, as no layer with weights takes in an image.";
    return { kind: "note", text };
  }
  const { of, chart } = found;
  const isColour = network.inputShape.length === 3 && network.inputShape[0] === 3;
  const explanation = of === "filters" ? ofFilters(isColour) : ofUnits(isColour);
  return { kind: "chart", chart, width: "full", columns: COLUMNS, explanation };
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
