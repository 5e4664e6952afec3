/** Width and height of a character in pixels. */
export const GLYPH_WIDTH = 3;
export const GLYPH_HEIGHT = 5;

/** The rows of each character, as octal digits: 7 is three dots, 2 the middle one. */
const glyphs: ReadonlyMap<string, string> = new Map(Object.entries({
  " ": "00000",
  "0": "75557",
  "1": "26227",
  "2": "71747",
  "3": "71717",
  "4": "55711",
  "5": "74717",
  "6": "74757",
  "7": "71111",
  "8": "75757",
  "9": "75717",
  A: "25755",
  B: "65656",
  C: "34443",
  D: "65556",
  E: "74647",
  F: "74644",
  G: "34553",
  H: "55755",
  I: "72227",
  J: "11152",
  K: "55655",
  L: "44447",
  M: "57755",
  N: "65555",
  O: "25552",
  P: "65644",
  Q: "25573",
  R: "65655",
  S: "34216",
  T: "72222",
  U: "55557",
  V: "55552",
  W: "55775",
  X: "55255",
  Y: "55222",
  Z: "71247",
  "-": "00700",
  "+": "02720",
  "/": "11244",
  ".": "00002",
  ",": "00024",
  ":": "02020",
  "%": "51245",
  "#": "57575",
  "(": "24442",
  ")": "21112",
  "_": "00007",
}));
const UNKNOWN = "71202";

/**
 * Tells whether a character of a tiny font has a dot in a column and row. Small letters look like
 * capital ones, what the font lacks like a question mark.
 */
export function hasDot(character: string, column: number, row: number): boolean {
  const rows = glyphs.get(character.toUpperCase()) ?? UNKNOWN;
  return ((Number(rows[row]) >> (GLYPH_WIDTH - 1 - column)) & 1) === 1;
}
