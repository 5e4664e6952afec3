import type { XAXisComponentOption, YAXisComponentOption } from "echarts";
import type { AxisScale } from "./axis_scale.ts";
import { formatterFor } from "./format_number.ts";
import { inks } from "./inks.ts";
import { FONT_SIZE } from "./text.ts";
import { tickStep } from "./tick_step.ts";

/** The horizontal axis ends where the data ends if that is at whole numbers, else at round ones. */
export function xAxisOption(scale: AxisScale): XAXisComponentOption {
  if (scale.axis.scale === "log") return { type: "log", ...looks(scale) };
  const [start, end] = scale.range;
  const hasRange = scale.isWhole || scale.axis.range !== undefined;
  if (!hasRange && start !== end) return { type: "value", ...looks(scale), ...ticks(scale) };
  // A single point is in the middle.
  const room = start === end ? 1 : 0;
  return { type: "value", ...looks(scale), ...ticks(scale), min: start - room, max: end + room };
}

/** The vertical axis ends at round numbers. */
export function yAxisOption(scale: AxisScale): YAXisComponentOption {
  if (scale.axis.scale === "log") return { type: "log", ...looks(scale) };
  return { type: "value", ...looks(scale), ...ticks(scale) };
}

/** Most parts that ticks divide a range into which is given. */
const MOST_PARTS = 6;

function ticks({ axis, isWhole }: AxisScale) {
  const interval = axis.range === undefined ? undefined : tickStep(axis.range, MOST_PARTS);
  return { scale: true, minInterval: isWhole ? 1 : undefined, interval };
}

function looks({ axis, range }: AxisScale) {
  const [smallest, largest] = range.map(Math.abs).toSorted((a, b) => a - b);
  return {
    name: axis.label,
    nameLocation: "middle",
    nameGap: 8,
    nameTextStyle: { fontSize: FONT_SIZE, color: inks.text },
    min: axis.range?.[0],
    max: axis.range?.[1],
    axisLine: { show: true, onZero: false, lineStyle: { color: inks.axis } },
    axisTick: { show: true, lineStyle: { color: inks.axis } },
    axisLabel: {
      fontSize: FONT_SIZE,
      color: inks.quiet,
      hideOverlap: true,
      formatter: formatterFor(axis.scale === "log" ? smallest : largest, largest),
    },
    splitLine: { lineStyle: { color: inks.grid } },
  } as const;
}
