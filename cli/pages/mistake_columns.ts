/** Characters of the captions side by side. */
const LINE_LENGTH = 154;

/** Columns of misclassified images in a wide window, with captions such as "taken for 7". */
export function mistakeColumns(classNames: readonly string[]): number {
  const longest = Math.max(...classNames.map(({ length }) => length));
  return Math.max(4, Math.floor(LINE_LENGTH / ("taken for ".length + longest)));
}
