import type { CommitteeFindings, Findings } from "./findings.ts";
import type { Section } from "../pages/section.ts";
import type { SampleFindings } from "./sample_findings.ts";
import { activationsSection } from "./sections/activations.ts";
import { classesSection } from "./sections/classes.ts";
import { committeeSection } from "./sections/committee.ts";
import { configurationSection } from "./sections/configuration.ts";
import { confusionsSection } from "./sections/confusions.ts";
import { dataSection } from "./sections/data.ts";
import { distributionsSection } from "./sections/distributions.ts";
import { learningSection } from "./sections/learning.ts";
import { mistakesSection } from "./sections/mistakes.ts";
import { pointsSection } from "./sections/points.ts";
import { sampleSummarySection } from "./sections/sample_summary.ts";
import { summarySection } from "./sections/summary.ts";
import { thresholdsSection } from "./sections/thresholds.ts";
import { weightsSection } from "./sections/weights.ts";

/** The whole report of a committee. */
export function committeeSections(findings: CommitteeFindings): Section[] {
  return [
    committeeSection(findings),
    confusionsSection(findings),
    classesSection(findings),
    thresholdsSection(findings),
    mistakesSection(findings),
  ];
}

/** The whole report of a network on samples of numbers. */
export function sampleSections(findings: SampleFindings): Section[] {
  const { classification } = findings;
  return [
    sampleSummarySection(findings),
    pointsSection(findings),
    learningSection(findings),
    ...(classification === undefined ? [] : [
      confusionsSection(classification),
      classesSection(classification),
      thresholdsSection(classification),
    ]),
    distributionsSection(findings),
    configurationSection(findings),
  ];
}

/** The whole report of a network. */
export function reportSections(findings: Findings): Section[] {
  const sections = [
    summarySection,
    learningSection,
    confusionsSection,
    classesSection,
    thresholdsSection,
    mistakesSection,
    weightsSection,
    activationsSection,
    distributionsSection,
    dataSection,
    configurationSection,
  ];
  return sections.map((section) => section(findings));
}
