import { cpus } from "node:os";
import type { Precision } from "../../lib/matrix.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import type { UsedDevice } from "./bench_thread.ts";
import { type Benchmark, IMAGES_PER_EPOCH } from "./benchmark.ts";
import type { Peer } from "./peer.ts";

/** What a benchmark took. */
export interface Result {
  readonly benchmark: Benchmark;
  readonly precision: Precision;
  readonly device: UsedDevice;
  /** Seconds for 60,000 images. */
  readonly seconds: number;
  /** The same of other libraries that were measured. */
  readonly peers: readonly PeerResult[];
}

/** What a benchmark took another library in the fastest of its variants. */
export interface PeerResult {
  readonly name: string;
  /** What distinguishes the variant. */
  readonly settings: string;
  /** Seconds for 60,000 images. */
  readonly seconds: number;
}

/** A result as `NAME PRECISION SECONDS`, then `PEER SECONDS ratio R with SETTINGS` for each peer. */
export function formatResult({ benchmark, precision, seconds, peers }: Result): string {
  const beside = peers.map((peer) =>
    `${peer.name} ${peer.seconds.toFixed(3)} ` +
    `ratio ${(seconds / peer.seconds).toPrecision(3)} with ${peer.settings}`
  );
  return [`${benchmark.name} ${precision} ${seconds.toFixed(3)}`, ...beside].join(" ");
}

/** Results as a list in JSON. */
export function formatResultsAsJson(results: readonly Result[]): string {
  return formatJsonLine(results.map(({ benchmark, precision, device, seconds, peers }) => ({
    benchmark: benchmark.name,
    precision,
    device: device.name,
    threads: device.threads,
    adapter: device.adapter,
    seconds,
    peers,
  })));
}

/**
 * Results as a table in Markdown.
 *
 * @param conditions What they were measured on, from {@linkcode describeConditions}.
 */
export function formatMarkdown(results: readonly Result[], conditions: string): string {
  const peerNames = [...new Set(results.flatMap(({ peers }) => peers.map(({ name }) => name)))];
  const columns = ["benchmark", "", "precision", "seconds", "images/s"];
  const alignment = [":--", ":--", ":--", "--:", "--:"];
  const rows = [
    [...columns, ...peerNames.flatMap((name) => [`${name}, seconds`, "ratio", "with"])],
    [...alignment, ...peerNames.flatMap(() => ["--:", "--:", ":--"])],
    ...results.map((result) => [
      ...cells(result),
      ...peerNames.flatMap((name) => peerCells(result, name)),
    ]),
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

function peerCells({ seconds, peers }: Result, name: string): string[] {
  const peer = peers.find((peer) => peer.name === name);
  if (peer === undefined) return ["", "", ""];
  return [peer.seconds.toFixed(3), (seconds / peer.seconds).toPrecision(2), peer.settings];
}

/** Processor, device, versions and date, in one line. */
export function describeConditions(
  device: UsedDevice,
  peers: readonly Peer[],
): string {
  const processors = cpus();
  const model = processors.at(0)?.model ?? "unknown processor";
  return [
    `${model} (${count(processors.length, "processor")})`,
    describeDevice(device),
    `Deno ${Deno.version.deno}`,
    ...peers.map(({ title }) => title),
    new Date().toISOString().slice(0, 10),
  ].join(", ");
}

/** A device with its threads, and its vectors where they are wide; or with the adapter that it uses. */
export function describeDevice({ name, threads, hasWideVectors, adapter }: UsedDevice): string {
  if (adapter !== undefined) return `device ${name} (${adapter})`;
  const vectors = hasWideVectors ? ", 256-bit vectors" : "";
  return `device ${name} (${count(threads, "thread")}${vectors})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
