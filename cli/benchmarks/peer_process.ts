import { quote } from "../../lib/formats/quote.ts";
import type { Variant } from "./peer.ts";

/**
 * A program that measures how fast another library does a benchmark's work: it prints a line once it
 * is warm, and for every line that it reads the seconds that 60,000 images take.
 */
export class PeerProcess implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  readonly #errors: Promise<string>;
  #unread = "";

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#input = process.stdin.getWriter();
    this.#output = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#errors = new Response(process.stderr).text();
  }

  /**
   * Starts a program; it is there when everything is set up and warm.
   *
   * @throws {Error} If it ends before; the message has the last line of what it says about that.
   */
  static async start([program, ...args]: Variant["command"]): Promise<PeerProcess> {
    const command = new Deno.Command(program, {
      args,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    });
    const peer = new PeerProcess(command.spawn());
    try {
      await peer.#readLine();
      return peer;
    } catch (error) {
      await peer[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * Does the work once, and returns the seconds that 60,000 images take.
   *
   * @throws {Error} If the program ends, or prints something else.
   */
  async measure(): Promise<number> {
    // A program that has ended cannot read; what it wrote before says why.
    await this.#input.write(new TextEncoder().encode("\n")).catch(() => {});
    const line = await this.#readLine();
    const seconds = Number(line);
    if (seconds > 0) return seconds;
    throw new Error(`Expected a peer to print seconds but found ${quote(line)}`);
  }

  /** Tells the program that nothing more is asked for, and waits until it has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#output.cancel();
    await this.#errors;
    await this.#process.status;
  }

  async #readLine(): Promise<string> {
    for (;;) {
      const end = this.#unread.indexOf("\n");
      if (end >= 0) {
        const line = this.#unread.slice(0, end);
        this.#unread = this.#unread.slice(end + 1);
        return line;
      }
      const { done, value } = await this.#output.read();
      if (done) {
        const reason = (await this.#errors).trim().split("\n").at(-1);
        throw new Error(`Expected a peer to run on but it ended: ${reason}`);
      }
      this.#unread += value;
    }
  }
}
