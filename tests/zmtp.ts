const MORE = 1, LONG = 2, COMMAND = 4;

/** A connection that speaks ZMTP 3.0, the protocol of ZeroMQ, without security. */
export class Zmtp {
  readonly #connection: Deno.TcpConn;
  #buffer: Uint8Array = new Uint8Array(0);

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Connects a socket of a type, as soon as there is someone who answers. */
  static async connect(port: number, type: "DEALER" | "SUB"): Promise<Zmtp> {
    const zmtp = new Zmtp(await connected(port));
    const greeting = new Uint8Array(64);
    greeting[0] = 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    greeting.set(new TextEncoder().encode("NULL"), 12);
    await zmtp.#write(greeting);
    await zmtp.#read(64);
    const name = "Socket-Type";
    const ready = [5, "READY", name.length, name, 0, 0, 0, type.length, type].flatMap((part) =>
      typeof part === "number" ? [part] : Array.from(new TextEncoder().encode(part))
    );
    await zmtp.#write(Uint8Array.of(COMMAND, ready.length, ...ready));
    await zmtp.#readFrame();
    return zmtp;
  }

  /** Sends a message of several frames. */
  async send(frames: readonly Uint8Array[]): Promise<void> {
    for (const [i, frame] of frames.entries()) {
      const header = new DataView(new ArrayBuffer(9));
      header.setUint8(0, LONG | (i + 1 < frames.length ? MORE : 0));
      header.setBigUint64(1, BigInt(frame.length));
      await this.#write(new Uint8Array(header.buffer));
      await this.#write(frame);
    }
  }

  /** The frames of the next message. */
  async receive(): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    for (;;) {
      const { flags, body } = await this.#readFrame();
      if ((flags & COMMAND) !== 0) continue;
      frames.push(body);
      if ((flags & MORE) === 0) return frames;
    }
  }

  /** Ends the connection. */
  close(): void {
    this.#connection.close();
  }

  async #readFrame(): Promise<{ readonly flags: number; readonly body: Uint8Array }> {
    const [flags] = await this.#read(1);
    const size = await this.#read((flags & LONG) === 0 ? 1 : 8);
    const length = size.reduce((value, byte) => value * 256 + byte, 0);
    return { flags, body: await this.#read(length) };
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += await this.#connection.write(bytes.subarray(done));
    }
  }

  async #read(length: number): Promise<Uint8Array> {
    const chunk = new Uint8Array(2 ** 16);
    while (this.#buffer.length < length) {
      const count = await this.#connection.read(chunk);
      if (count === null) throw new Error("Expected an answer but found the connection closed");
      const joined = new Uint8Array(this.#buffer.length + count);
      joined.set(this.#buffer);
      joined.set(chunk.subarray(0, count), this.#buffer.length);
      this.#buffer = joined;
    }
    const bytes = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return bytes;
  }
}

async function connected(port: number): Promise<Deno.TcpConn> {
  for (let attempt = 0;; attempt++) {
    try {
      return await Deno.connect({ hostname: "127.0.0.1", port });
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused) || attempt === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
