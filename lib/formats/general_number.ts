/**
 * A number as C++ streams print it by default, which is `printf("%g")`: 6 significant digits without
 * trailing zeros, in scientific notation if the decimal exponent is below -4 or above 5.
 *
 * @example
 * ```ts
 * import { formatGeneral } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatGeneral(3 / 255), "0.0117647");
 * assertEquals(formatGeneral(1.5e6), "1.5e+06");
 * assertEquals(formatGeneral(-0), "-0");
 * ```
 */
export function formatGeneral(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  // Most pixels.
  if (magnitude === 0) return `${sign}0`;
  if (magnitude === Infinity) return `${sign}inf`;

  const [significand, exponentText] = roundToSixDigits(magnitude).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent > 5) {
    const exponentSign = exponent < 0 ? "-" : "+";
    const exponentDigits = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${trimZeros(significand)}e${exponentSign}${exponentDigits}`;
  }
  return sign + trimZeros(withoutExponent(significand.replace(".", ""), exponent));
}

/**
 * `magnitude` as `d.ddddde±x`. C rounds a tie to the even digit, `toExponential` rounds it up. The
 * 101 digits that are asked for first are enough to tell: no double lies so close to a tie without
 * being one.
 */
function roundToSixDigits(magnitude: number): string {
  const tieAfterEven = /^(\d\.\d{4}[02468])50+(e.+)$/.exec(magnitude.toExponential(100));
  return tieAfterEven ? tieAfterEven[1] + tieAfterEven[2] : magnitude.toExponential(5);
}

function withoutExponent(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function trimZeros(fraction: string): string {
  return fraction.replace(/\.?0*$/, "");
}
