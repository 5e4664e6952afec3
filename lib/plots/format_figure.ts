/** A share from 0 to 1 as `97.93 %`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** A count as `10,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A number in four digits, as `0.08123`, or as `2.41e+29` where that is too long. */
export function formatFigure(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || (magnitude < 1e-4 && magnitude > 0)) return value.toExponential(2);
  return `${Number(value.toPrecision(4))}`;
}

const superscripts = new Map(Array.from("-0123456789", (sign, i) => [sign, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[i]]));

/**
 * How numbers of a range are written, all in the same manner: in digits, or with powers of ten.
 *
 * @param smallest The smallest magnitude that is to be told from zero.
 * @param largest The largest magnitude.
 */
export function formatterFor(smallest: number, largest: number): (value: number) => string {
  const needsPowers = largest >= 1e7 || (smallest < 1e-4 && largest > 0);
  return needsPowers ? formatPower : formatPlain;
}

/** A number in digits, its thousands apart: `1,135`, `−0.05`. */
export function formatPlain(value: number): string {
  const digits = Math.abs(value).toLocaleString("en-GB", { maximumSignificantDigits: 12 });
  return value < 0 ? `−${digits}` : digits;
}

/** A number with a power of ten: `2.5×10⁻⁶`, `10³`. */
export function formatPower(value: number): string {
  if (value === 0) return "0";
  const [mantissa, exponent] = Number(value.toPrecision(12)).toExponential().split("e");
  const raised = Array.from(String(Number(exponent)), (sign) => superscripts.get(sign)).join("");
  const factor = mantissa.replace("-", "−");
  if (factor === "1") return `10${raised}`;
  return factor === "−1" ? `−10${raised}` : `${factor}×10${raised}`;
}

/** A number in three digits: `0.123`, `3.2×10⁻⁵`. */
export function formatShort(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return formatterFor(Math.abs(rounded), Math.abs(rounded))(rounded);
}
