import type { Section } from "../../pages/section.ts";
import type { Comparison } from "../comparison.ts";
import { groupsPart, hasFewRows, runsPart } from "./tables.ts";

/** Every run in a table, unless the summary has it. */
export function runsSection(comparison: Comparison): Section {
  const { repeats, groups, runs, ranking } = comparison;
  const parts = [
    ...(repeats !== undefined && !hasFewRows(groups) ? [groupsPart(comparison)] : []),
    ...(repeats !== undefined || !hasFewRows(runs) ? [runsPart(comparison)] : []),
  ];
  return {
    id: "runs",
    title: "Every run",
    introduction: (ranking === undefined ? "" : "The best first. ") +
      "What all runs have in common is left out.",
    parts,
  };
}
