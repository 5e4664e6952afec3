import type { Section } from "../pages/section.ts";
import type { Comparison } from "./comparison.ts";
import { curvesSection } from "./sections/curves.ts";
import { keysSection } from "./sections/keys.ts";
import { pairSection } from "./sections/pair.ts";
import { runsSection } from "./sections/runs.ts";
import { summarySection } from "./sections/summary.ts";

/** The whole page; sections that have nothing to show are left out. */
export function comparisonSections(comparison: Comparison): Section[] {
  const sections = [summarySection, curvesSection, keysSection, pairSection, runsSection];
  return sections.map((section) => section(comparison)).filter(({ parts }) => parts.length > 0);
}
