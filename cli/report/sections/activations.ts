import type { FeatureMaps } from "../../../lib/layers/layer.ts";
import { activationMaps } from "../../../lib/plots/activation_maps.ts";
import { Batches } from "../../../lib/training/batches.ts";
import { activationsOf } from "../../../lib/training/inspection.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";

/** So many maps of 28 x 28 numbers are twice as large as that. */
const COLUMNS = 16;

/** What the network makes of one image, layer by layer. */
export function activationsSection(findings: Findings): Section {
  const { image } = findings;
  const { classNames, labels } = findings.data.test;
  const maps = mapsOf(findings);
  return {
    id: "activations",
    title: "One image on its way",
    introduction: `What the layers make of test image ${image}, of the class ` +
      `“${classNames[labels[image]]}”. Each small picture is one channel of a layer's output.`,
    parts: maps.length > 0 ? maps : [{
      kind: "note",
      text: "The network has no convolution, so its layers put out lists of values rather than " +
        "pictures. Begin the layers with conv 16 5x5 same relu, max_pool 2 to see some.",
    }],
  };
}

function mapsOf({ network, data, model, image }: Findings): Part[] {
  const { normalization } = model;
  const chosen = data.test.slice(image, image + 1);
  const { inputs } = new Batches(network, chosen, { normalization }).load(0);
  return activationsOf(network, inputs).flatMap((activations): Part[] => {
    const { featureMaps } = network.layers[activations.layer - 1];
    if (featureMaps === undefined) return [];
    const chart = activationMaps(activations);
    const explanation = explanations[featureMaps];
    return [{ kind: "chart", chart, width: "full", columns: COLUMNS, explanation }];
  });
}

/** What the pictures of a layer show. */
const explanations: Readonly<Record<FeatureMaps, string>> = {
  detected:
    "Where each filter has found its pattern: red where it fits, blue where its opposite does.",
  pooled: "The same in less detail: pooling keeps what was found, and roughly where it was.",
};
