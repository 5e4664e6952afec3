/// <reference lib="dom" />
import type { GivenFile } from "../dialogue.ts";
import { find } from "./elements.ts";

/** What is done with files that the user chooses, drops or pastes. */
export interface FileUses {
  openModels(files: readonly GivenFile[]): Promise<void>;
  showPicture(picture: ImageBitmap): void;
  takeData(files: readonly GivenFile[]): Promise<void>;
  say(error: unknown): void;
}

/** Takes files from the buttons, from what is dropped on the page, and from the clipboard. */
export function receiveFiles(uses: FileUses): void {
  const sort = async (files: readonly File[]) => {
    try {
      await useEach(files, uses);
    } catch (error) {
      uses.say(error);
    }
  };
  for (const id of ["model-files", "picture-file", "data-files", "data-folder"]) {
    const input = find(`#${id}`, HTMLInputElement);
    input.addEventListener("change", async () => {
      const files = Array.from(input.files ?? []);
      // So that the same file can be chosen again.
      input.value = "";
      await sort(files);
    });
  }
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    sort(Array.from(event.dataTransfer?.files ?? []));
  });
  document.addEventListener("paste", (event) => {
    const files = Array.from(event.clipboardData?.files ?? []);
    if (files.length > 0) sort(files);
  });
}

/** Models are opened together; a single picture is shown; everything else is data. */
async function useEach(files: readonly File[], uses: FileUses): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  if (files.length === 1 && first.type.startsWith("image/") && first.webkitRelativePath === "") {
    return uses.showPicture(await createImageBitmap(first));
  }
  const given = await Promise.all(files.map(async (file) => ({
    path: file.webkitRelativePath || file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  })));
  const isModel = ({ path }: GivenFile) => path.endsWith(".safetensors");
  await (given.every(isModel) ? uses.openModels(given) : uses.takeData(given));
}
