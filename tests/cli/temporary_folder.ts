import { join } from "@std/path";

/** A folder for the files of one test, removed when it is disposed of. */
export class TemporaryFolder implements Disposable {
  readonly path = Deno.makeTempDirSync();

  /** Path of the file or folder `name` in the folder, which need not exist. */
  join(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = this.join(name);
    if (typeof content === "string") Deno.writeTextFileSync(path, content);
    else Deno.writeFileSync(path, content);
    return path;
  }

  /** Names of what is in the folder, sorted. */
  names(): string[] {
    return Array.from(Deno.readDirSync(this.path), ({ name }) => name).sort();
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}
