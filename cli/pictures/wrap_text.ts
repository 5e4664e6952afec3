import { textWidth } from "./text_width.ts";

const ELLIPSIS = "…";

/** Breaks a text at its spaces into lines of at most a width; words that are wider are cut short. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((word) => word !== "")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, fontSize, width));
  }
  return lines;
}

/** A text of at most a width: itself, or its beginning with an ellipsis. */
export function fitText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(characters.join("") + ELLIPSIS, fontSize) > width) {
    characters.pop();
  }
  return characters.join("").trimEnd() + ELLIPSIS;
}
