import { fromFileUrl } from "@std/path";
import { option, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { file, folder } from "./arguments/values.ts";
import { checkPageFolder } from "./pages/page_folder.ts";
import { serveSite } from "./playground/serve_site.ts";
import { readSite, withFashionMnist, withModel } from "./playground/site.ts";
import { writeSite } from "./playground/write_site.ts";
import { say } from "./terminal/say.ts";

/** Where `build.sh` puts the bundled page. */
const BUNDLE = fromFileUrl(import.meta.resolve("../build/playground"));

/** Serves the playground, or writes it into a folder. */
export const command = defineCommand({
  name: "playground",
  summary: "Serves a page to draw digits on, look into networks and train them",
  operands: {
    model: optionalOperand(
      "model",
      file,
      "model or committee file that the page opens with; a small network for MNIST when left out",
    ),
  },
  options: {
    out: option(
      "out",
      "folder",
      folder,
      "write the page as files for any web server instead; there it computes in one thread, unless " +
        "the server sends the headers that isolate a page",
    ),
  },
  access: { network: "loopback" },
  notes: `The page is served on this machine alone, at the address that is printed, until
the program is interrupted. It asks for nothing from elsewhere, and what it is
given stays in it. Fashion-MNIST comes with it once "mnist fetch fashion-mnist"
has brought it into mnist-datasets. docs/playground.md says what there is to do.`,

  async run({ model, out }) {
    if (out !== undefined) await checkPageFolder(out, "playground");
    const bundle = await withFashionMnist(await readSite(BUNDLE));
    const site = model === undefined ? bundle : await withModel(bundle, model);
    if (out === undefined) {
      await serveSite(site, (address) => console.log(`Playground: ${address}`));
    } else {
      await writeSite(site, out);
      say(`Wrote ${out}/index.html`);
    }
  },
});
