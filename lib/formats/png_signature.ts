/** Every PNG file begins with these bytes. */
export const PNG_SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10] as const;
