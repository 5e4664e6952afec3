import { mnistArguments, type Outcome, runProgram, type Surroundings } from "../run_mnist.ts";

/** Gives a program a terminal of 80 x 24, passes on what it writes there, and exits as it does. */
const script = `
import fcntl, os, pty, struct, sys, termios
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

/**
 * Runs the program to its end in a terminal of 80 x 24, which Python opens; all that it writes is its
 * `stdout`.
 */
export function runMnistInTerminal(
  python: string,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Outcome> {
  const command = [Deno.execPath(), ...mnistArguments(args)];
  return runProgram(python, ["-c", script, ...command], surroundings);
}
