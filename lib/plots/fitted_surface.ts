import type { RegressionSamples } from "../data/samples.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { outputsOf } from "../training/predict.ts";
import type { Lines } from "./chart.ts";
import type { FittedFunctionOptions } from "./fitted_function.ts";
import { heightMap } from "./height_map.ts";
import { type Field, gridPlaces, planeAround, USUAL_CELLS } from "./plane.ts";

/**
 * The function of two features that a network has become, seen from above: lines of equal height, on a
 * ground in colours of the height, and the places of the samples that it was fitted to.
 *
 * @param network Takes two features.
 * @param samples With two features, and as many targets as the network has outputs.
 * @throws {RangeError} If the samples have not two features, or the network takes others.
 */
export function fittedSurface(
  network: Network,
  samples: RegressionSamples,
  options: Omit<FittedFunctionOptions, "truth"> = {},
): Lines {
  const { id = "fitted-function", title = "Fitted function", subtitle, target = 0 } = options;
  const { features, count, featureNames, targetNames } = samples;
  if (featureNames.length !== 2) {
    throw new RangeError(`Expected samples of 2 features but found ${featureNames.length}`);
  }
  const points = Array.from(
    { length: count },
    (_, i) => [features[2 * i], features[2 * i + 1]] as const,
  );
  const plane = planeAround(points);
  const places = Float64Array.from(gridPlaces(plane).data);
  const outputs = outputsOf(network, places, options.normalization);
  const columns = sizeOf(network.outputShape);
  const field: Field = {
    plane,
    columns: USUAL_CELLS + 1,
    rows: USUAL_CELLS + 1,
    values: outputs.filter((_, i) => i % columns === target),
  };
  const { lines, ground } = heightMap(field, targetNames[target]);
  return {
    kind: "lines",
    id,
    title,
    subtitle,
    description: `${targetNames[target]} over ${featureNames.join(" and ")}: ${lines[0].name}.`,
    x: { label: featureNames[0], range: plane.x },
    y: { label: featureNames[1], range: plane.y },
    lines: [...lines, { name: "samples", points, role: "training", shape: "points" }],
    ground,
  };
}
