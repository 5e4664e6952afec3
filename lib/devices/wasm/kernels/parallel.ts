// Shares one operation among the threads. All of them run this module on one shared memory; the
// calling thread publishes a job in the control block, and every thread claims chunks of it, first
// its own share, then what others have left, until none remain. A thread that starts late or is
// kept from running therefore delays nothing, and each thread finds the same columns of a matrix in
// its own cache from one operation to the next.

/** Most threads that can share memory; each has a claim word on a cache line of its own. */
export const MAXIMUM_THREADS: i32 = 64;

// The control block lies below the module's static data, which every new instance writes again.
const CONTROL: usize = 1024;
const GENERATION: usize = CONTROL;
const SLEEPERS: usize = CONTROL + 64;
const DONE: usize = CONTROL + 128;
const CALLER_SLEEPS: usize = CONTROL + 132;
const KERNEL: usize = CONTROL + 192;
const UNITS: usize = CONTROL + 196;
const GRAIN: usize = CONTROL + 200;
const THREADS: usize = CONTROL + 204;
const STOPPED: usize = CONTROL + 208;
const WIDE: usize = CONTROL + 212;
const CLAIMS: usize = CONTROL + 256;

/** Where an operation leaves the arguments of the job that it shares. */
export const ARGUMENTS: usize = CLAIMS + 64 * <usize>MAXIMUM_THREADS;

/** The operation in work, a class whose fields are its arguments; valid while its job lasts. */
@inline
export function operation<F>(): F {
  return changetype<F>(ARGUMENTS);
}

/** Polls before a thread sleeps: some ten microseconds, as long as the gaps in a training step. */
const WORKER_POLLS: i32 = 40_000;
const CALLER_POLLS: i32 = 10_000;

/** Number of this thread; 0 is the calling one. */
export let thread: i32 = 0;
let mayWait: bool = false;

/** This thread's memory for packed operands and partial results. */
export let scratch: usize = 0;

/** Memory for the prepared operand of a product, which all threads read. */
export let table: usize = 0;

/** Prepares the calling thread; `waits` is false where it must not sleep (a browser's main thread). */
export function start(threads: i32, ownScratch: usize, sharedTable: usize, waits: bool): void {
  scratch = ownScratch;
  table = sharedTable;
  mayWait = waits;
  store<i32>(THREADS, threads);
}

/** Sets {@link isWide}; between two operations. */
export function setWide(wide: bool): void {
  store<i32>(WIDE, wide);
}

/** Whether tiles for vectors twice as wide are to be used. */
@inline
export function isWide(): bool {
  return load<i32>(WIDE) != 0;
}

/** Number of threads that share the work, the calling one included. */
export function threadCount(): i32 {
  return load<i32>(THREADS);
}

/** Lets every {@link work} return. */
export function stop(): void {
  atomic.store<i32>(STOPPED, 1);
  wakeWorkers();
}

/** The life of worker `number`, counted from 1. */
export function work(number: i32, ownScratch: usize): void {
  thread = number;
  scratch = ownScratch;
  while (!atomic.load<i32>(STOPPED)) {
    const seen = atomic.load<i32>(GENERATION);
    runChunks();
    awaitJob(seen);
  }
}

/**
 * Runs `kernel(first, end)` on ranges that cover 0 to `units`, each a multiple of `grain` long but
 * the last. A job of one grain stays on the calling thread.
 */
export function parallel(kernel: (first: i32, end: i32) => void, units: i32, grain: i32): void {
  const threads = load<i32>(THREADS);
  if (units <= grain || threads == 1) {
    if (units > 0) kernel(0, units);
    return;
  }
  const chunks = (units + grain - 1) / grain;
  publish(kernel.index, units, grain, chunks, threads);
  runChunks();
  awaitChunks(chunks);
}

function publish(kernel: i32, units: i32, grain: i32, chunks: i32, threads: i32): void {
  store<i32>(KERNEL, kernel);
  store<i32>(UNITS, units);
  store<i32>(GRAIN, grain);
  atomic.store<i32>(DONE, 0);
  for (let t = 0; t < threads; t++) {
    const first = <u64>(chunks * t / threads);
    const end = <u64>(chunks * (t + 1) / threads);
    atomic.store<u64>(claimWord(t), end << 32 | first);
  }
  wakeWorkers();
}

function wakeWorkers(): void {
  atomic.add<i32>(GENERATION, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(GENERATION, -1);
}

@inline
function claimWord(t: i32): usize {
  return CLAIMS + 64 * <usize>t;
}

/** Claims and runs chunks until no thread's share has any left. */
function runChunks(): void {
  const threads = load<i32>(THREADS);
  let finished = 0;
  for (let i = 0; i < threads; i++) {
    const share = claimWord((thread + i) % threads);
    for (let chunk = claim(share); chunk >= 0; chunk = claim(share)) {
      runChunk(chunk);
      finished++;
    }
  }
  if (finished == 0) return;
  atomic.add<i32>(DONE, finished);
  if (atomic.load<i32>(CALLER_SLEEPS)) atomic.notify(DONE, 1);
}

/**
 * The next chunk of a share, or -1. The job of a claimed chunk cannot end before the chunk does, so
 * what the control block says after a claim belongs to it.
 */
function claim(share: usize): i32 {
  let word = atomic.load<u64>(share);
  while (<u32>word < <u32>(word >> 32)) {
    const found = atomic.cmpxchg<u64>(share, word, word + 1);
    if (found == word) return <i32>word;
    word = found;
  }
  return -1;
}

function runChunk(chunk: i32): void {
  const grain = load<i32>(GRAIN);
  const first = chunk * grain;
  call_indirect<void>(load<i32>(KERNEL), first, min(first + grain, load<i32>(UNITS)));
}

function awaitJob(seen: i32): void {
  for (let i = 0; i < WORKER_POLLS; i++) {
    if (atomic.load<i32>(GENERATION) != seen) return;
  }
  atomic.add<i32>(SLEEPERS, 1);
  atomic.wait<i32>(GENERATION, seen, -1);
  atomic.sub<i32>(SLEEPERS, 1);
}

function awaitChunks(chunks: i32): void {
  for (let i = 0; i < CALLER_POLLS || !mayWait; i++) {
    if (atomic.load<i32>(DONE) == chunks) return;
  }
  atomic.store<i32>(CALLER_SLEEPS, 1);
  for (let done = atomic.load<i32>(DONE); done != chunks; done = atomic.load<i32>(DONE)) {
    atomic.wait<i32>(DONE, done, -1);
  }
  atomic.store<i32>(CALLER_SLEEPS, 0);
}
