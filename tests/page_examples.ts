const root = new URL("..", import.meta.url);

/** The code on a page of the documentation that stands in a block of this kind, such as "ts deno". */
export function exampleOn(page: string, kind: string): string {
  const blocks = Deno.readTextFileSync(new URL(page, root)).matchAll(/^```(.*)\n([^]*?)^```$/gm);
  const found = Array.from(blocks).filter(([_, info]) => info === kind);
  if (found.length === 1) return found[0][2];
  throw new Error(`Expected one block of ${kind} on ${page} but found ${found.length}`);
}
