/** The signals that ask a program to end, with the exit codes that a shell reports for them. */
const signals = [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const;

/** Whether some work that can be interrupted is going on. */
let isWorking = false;

/**
 * Does work that has to clean up after itself even when it is interrupted: Ctrl-C, or another signal
 * that asks the program to end, aborts the work, and the program exits with the usual code as soon
 * as the work has settled, or at once when it is asked again. An error with which interrupted work
 * ends is not reported: the work says itself what there is to say.
 *
 * Work within such work is done to its end; only the outer one is aborted.
 *
 * @param work Gets a signal that aborts it; must be asynchronous to be interrupted at all.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  if (isWorking) return await work(controller.signal);
  isWorking = true;
  let exitCode: number | undefined;
  const listeners = signals.map(([signal, code]) => {
    const listener = () => {
      if (exitCode !== undefined) Deno.exit(code);
      exitCode = code;
      controller.abort();
    };
    Deno.addSignalListener(signal, listener);
    return { signal, listener };
  });
  try {
    return await work(controller.signal);
  } finally {
    isWorking = false;
    for (const { signal, listener } of listeners) Deno.removeSignalListener(signal, listener);
    if (exitCode !== undefined) Deno.exit(exitCode);
  }
}
