import type { KernelModules } from "./kernel_module.ts";
import { canShareMemory } from "./memory.ts";

/** What a worker thread needs to take part. */
interface Assignment {
  readonly modules: KernelModules;
  readonly memory: WebAssembly.Memory;
  /** Number of the thread, counted from 1; the calling thread is 0. */
  readonly thread: number;
  /** Address of the thread's scratch memory. */
  readonly scratch: number;
}

/**
 * Starts threads that run the kernels' `work` until their `stop` is called.
 *
 * @param holdsProcess Whether they may keep a process running until then.
 */
export function startWorkers(
  modules: KernelModules,
  memory: WebAssembly.Memory,
  scratches: readonly number[],
  holdsProcess: boolean,
): void {
  const start = workerStarter(holdsProcess);
  scratches.forEach((scratch, i) => start({ modules, memory, thread: i + 1, scratch }));
}

/** Whether the calling thread may sleep; a browser's main thread may not. */
export function callerMayWait(): boolean {
  if (!canShareMemory()) return false;
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
    return true;
  } catch {
    return false;
  }
}

/** What a worker runs. It goes there as text, so it may use nothing from outside itself. */
function serve({ modules: { kernels, tiles }, memory, thread, scratch }: Assignment): void {
  const own = { memory: new WebAssembly.Memory({ initial: 1, maximum: 1 }) };
  const env = { memory };
  const { exports: wide } = new WebAssembly.Instance(tiles, { own, env });
  const { work } = new WebAssembly.Instance(kernels, { env, wide }).exports;
  if (typeof work === "function") work(thread, scratch);
}

/**
 * Node's worker threads where there are any (Deno, Node), as they need not keep a process running; else
 * the web's, and where both may, as these start sooner. Their code is text, so that it is found wherever
 * this module was loaded from.
 */
function workerStarter(holdsProcess: boolean): (assignment: Assignment) => void {
  const { Worker }: Platform = globalThis;
  const NodeWorker = holdsProcess && Worker !== undefined ? undefined : nodeWorker();
  if (NodeWorker === undefined) return startWebWorker;
  const threads = `process.getBuiltinModule("node:worker_threads")`;
  const code = `(${serve})(${threads}.workerData)`;
  return (workerData) => new NodeWorker(code, { eval: true, workerData }).unref();
}

function startWebWorker(assignment: Assignment): void {
  webWorkerUrl ??= URL.createObjectURL(new Blob([webWorkerCode], { type: "text/javascript" }));
  new Worker(webWorkerUrl, { type: "module" }).postMessage(assignment);
}

const webWorkerCode = `onmessage = ({ data }) => { (${serve})(data); close(); }`;

/** Made with the first worker and kept for all others. */
let webWorkerUrl: string | undefined;

type NodeWorkerConstructor = new (
  code: string,
  options: { eval: true; workerData: Assignment },
) => { unref(): void };

/** The constructor of `node:worker_threads`, without an import that a browser could not resolve. */
function nodeWorker(): NodeWorkerConstructor | undefined {
  const { process }: Platform = globalThis;
  return process?.getBuiltinModule?.("node:worker_threads")?.Worker;
}

/** What there is on a platform with threads, of one kind or the other. */
interface Platform {
  readonly Worker?: unknown;
  readonly process?: {
    getBuiltinModule?(name: "node:worker_threads"): { Worker: NodeWorkerConstructor } | undefined;
  };
}
