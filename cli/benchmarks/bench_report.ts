import { cpus } from "node:os";
import type { Precision } from "../../lib/matrix.ts";
import type { UsedDevice } from "./bench_thread.ts";
import { type Benchmark, IMAGES_PER_EPOCH } from "./benchmark.ts";
import type { PyTorch } from "./pytorch.ts";

/** What a benchmark took. */
export interface Result {
  readonly benchmark: Benchmark;
  readonly precision: Precision;
  readonly device: UsedDevice;
  /** Seconds for 60,000 images. */
  readonly seconds: number;
  /** The same of PyTorch, where it was measured. */
  readonly peerSeconds?: number;
}

/** A result as `NAME PRECISION SECONDS`, with `pytorch SECONDS ratio R` behind it if measured. */
export function formatResult({ benchmark, precision, seconds, peerSeconds }: Result): string {
  const line = `${benchmark.name} ${precision} ${seconds.toFixed(3)}`;
  if (peerSeconds === undefined) return line;
  return `${line} pytorch ${peerSeconds.toFixed(3)} ratio ${(seconds / peerSeconds).toFixed(3)}`;
}

/**
 * Results as a table in Markdown.
 *
 * @param conditions What they were measured on, from {@linkcode describeConditions}.
 */
export function formatMarkdown(results: readonly Result[], conditions: string): string {
  const hasPeers = results.some(({ peerSeconds }) => peerSeconds !== undefined);
  const columns = ["benchmark", "", "precision", "seconds", "images/s"];
  const alignment = [":--", ":--", ":--", "--:", "--:"];
  const peerColumns = hasPeers ? ["PyTorch, seconds", "ratio"] : [];
  const rows = [
    [...columns, ...peerColumns],
    [...alignment, ...peerColumns.map(() => "--:")],
    ...results.map((result) => [...cells(result), ...hasPeers ? peerCells(result) : []]),
  ];
  return [
    `Seconds for ${IMAGES_PER_EPOCH.toLocaleString("en")} images: ${conditions}.`,
    "",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

function cells({ benchmark, precision, seconds }: Result): string[] {
  const speed = Math.round(IMAGES_PER_EPOCH / seconds).toLocaleString("en");
  return [`\`${benchmark.name}\``, benchmark.title, precision, seconds.toFixed(3), speed];
}

function peerCells({ seconds, peerSeconds }: Result): string[] {
  if (peerSeconds === undefined) return ["", ""];
  return [peerSeconds.toFixed(3), (seconds / peerSeconds).toFixed(2)];
}

/** Processor, device, versions and date, in one line. */
export function describeConditions({ name, threads }: UsedDevice, pytorch?: PyTorch): string {
  const processors = cpus();
  const model = processors.at(0)?.model ?? "unknown processor";
  return [
    `${model} (${count(processors.length, "processor")})`,
    `device ${name} (${count(threads, "thread")})`,
    `Deno ${Deno.version.deno}`,
    ...pytorch === undefined ? [] : [`PyTorch ${pytorch.version}`],
    new Date().toISOString().slice(0, 10),
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
