const root = new URL("..", import.meta.url);

/**
 * The code on a page of the documentation whose block is marked as for this platform: "deno". The runner
 * of documentation tests must ignore it, which runs what it finds as it stands.
 */
export function exampleOn(page: string, platform: string): string {
  const blocks = Deno.readTextFileSync(new URL(page, root)).matchAll(/^```(.*)\n([^]*?)^```$/gm);
  const found = Array.from(blocks).filter(([_, mark]) => mark.endsWith(` ignore ${platform}`));
  if (found.length === 1) return found[0][2];
  throw new Error(`Expected one block for ${platform} on ${page} but found ${found.length}`);
}
