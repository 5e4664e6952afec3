import fixture from "./fixtures/digits.json" with { type: "json" };

/** A digit of MNIST's test images. */
export interface Digit {
  /** 28 x 28 bytes. */
  readonly pixels: Uint8Array;
  readonly label: number;
}

/** The first 70 digits of MNIST's test images, for tests that may not read files. */
export const digits: readonly Digit[] = fixture.map(({ label, pixels }) => {
  return { label, pixels: Uint8Array.from(atob(pixels), (byte) => byte.charCodeAt(0)) };
});
