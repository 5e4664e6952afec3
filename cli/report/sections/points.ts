import type { ClassSamples, RegressionSamples } from "../../../lib/data/samples.ts";
import { colouredClasses } from "../../../lib/plots/class_palette.ts";
import { decisionRegions, unitBoundaries } from "../../../lib/plots/decision_regions.ts";
import { fittedFunction, functionUnits } from "../../../lib/plots/fitted_function.ts";
import { fittedSurface } from "../../../lib/plots/fitted_surface.ts";
import { formatCount } from "../../../lib/plots/format_figure.ts";
import type { Part, Section } from "../../pages/section.ts";
import type { SampleFindings } from "../sample_findings.ts";

/** What a network makes of two features, or of one: the plane or the line, and the test samples there. */
export function pointsSection(findings: SampleFindings): Section {
  const { test } = findings.data;
  return {
    id: "points",
    title: "What it has learnt",
    introduction: "What the network puts out for all values of the features, and what its hidden " +
      "units have to do with it.",
    parts: "labels" in test ? regions(findings, test) : functions(findings, test),
  };
}

function regions({ network, model }: SampleFindings, test: ClassSamples): Part[] {
  if (test.featureNames.length !== 2) {
    return [note("Regions are drawn of networks that take two features.", test.featureNames)];
  }
  const { normalization } = model;
  const units = unitBoundaries(network, test, { normalization });
  const hidden: Part[] = units.panels.length === 0 ? [] : [{
    kind: "chart",
    chart: units,
    width: "full",
    explanation: "Each unit of a hidden layer turns where its line is. The first layer cuts the " +
      "plane by straight lines; each further one puts what the layer below tells apart together.",
  }];
  return [
    {
      kind: "chart",
      chart: decisionRegions(network, test, { normalization }),
      width: "full",
      explanation:
        "The class that the network decides for at each place, and the test samples in " +
        "the colours of their own classes: those that lie in another colour are misclassified." +
        colourlessClasses(test),
    },
    ...hidden,
  ];
}

/** What colours do not tell of more classes than there are colours. */
function colourlessClasses(test: ClassSamples): string {
  const coloured = colouredClasses(test).length;
  if (coloured === test.classes) return "";
  return ` Only the ${coloured} classes with the most test samples have colours. The ` +
    `${formatCount(test.classes - coloured)} others share one grey, so a grey sample in a grey ` +
    "region may be misclassified, too.";
}

function functions({ network, model }: SampleFindings, test: RegressionSamples): Part[] {
  const { length } = test.featureNames;
  if (length > 2) {
    return [
      note("Functions are drawn of networks that take up to two features.", test.featureNames),
    ];
  }
  const { normalization } = model;
  return test.targetNames.flatMap((name, target): Part[] => {
    const about = (id: string, title: string) => {
      if (test.targetNames.length === 1) return { normalization, target };
      return { normalization, target, id: `${id}-${target + 1}`, title: `${title}: ${name}` };
    };
    if (length === 2) {
      return [{
        kind: "chart",
        chart: fittedSurface(network, test, about("fitted-function", "Fitted function")),
        width: "full",
        explanation: "What the network predicts for each place, seen from above: the same along " +
          "each line. The points are where the test samples are.",
      }];
    }
    const units = functionUnits(network, test, about("function-units", "What the units add"));
    const parts: Part[] = units === undefined ? [] : [{
      kind: "chart",
      chart: units,
      width: "half",
      explanation: "The output is the sum of what the units of the last hidden layer add to it, " +
        "and of the bias.",
    }];
    return [
      {
        kind: "chart",
        chart: fittedFunction(network, test, about("fitted-function", "Fitted function")),
        width: "half",
        explanation: "What the network predicts, beside the test samples.",
      },
      ...parts,
    ];
  });
}

function note(text: string, featureNames: readonly string[]): Part {
  return { kind: "note", text: `${text} This one takes ${featureNames.join(", ")}.` };
}
