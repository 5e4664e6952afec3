/**
 * Widths of characters as shares of the font's size: those of DejaVu Sans or Inter, whichever are
 * larger, rounded up. Browsers take the font of the system, and most are narrower than these two.
 */
const widths = new Map(
  ([
    [0.3, "'Iijl"],
    [0.34, " ,.:;|"],
    [0.42, "!()/[\\]frt"],
    [0.5, '"-*_`'],
    [0.54, "?s"],
    [0.6, "FJLckvxyz"],
    [0.65, "0123456789$EPSTabdeghnopqu{}"],
    [0.7, "ABKRVXYZ"],
    [0.79, "&CDGHNOQU"],
    [0.84, "#+<=>^~w"],
    [1, "%@MWm"],
  ] as const).flatMap(([width, characters]) =>
    Array.from(characters, (character) => [character, width] as const)
  ),
);

/** From here on, characters are as wide as they are high. */
const FIRST_WIDE_CHARACTER = "\u1100";

/**
 * How wide a text is at most, in the unit of the font's size: an estimate that needs no font, so that
 * a picture can be laid out wherever it is drawn.
 */
export function textWidth(text: string, fontSize: number): number {
  const shares = Array.from(text, (character) => widths.get(character) ?? widthOfOther(character));
  return fontSize * shares.reduce((sum, share) => sum + share, 0);
}

function widthOfOther(character: string): number {
  return character < FIRST_WIDE_CHARACTER ? 0.84 : 1;
}
