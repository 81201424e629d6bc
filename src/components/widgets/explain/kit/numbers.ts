const MINUS = '\u2212';

/** A number with so many decimals and a true minus sign; `∞` and `NaN` as they are. */
export function fixed(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : `${MINUS}Infinity`;
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** Two decimals with a true minus sign. */
export const two = (value: number): string => fixed(value, 2);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A positive number in five places or so: `17.6`, `0.0042`, `3.1·10²⁵`. */
export function short(value: number): string {
  if (!Number.isFinite(value) || value === 0) return fixed(value, 0);
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size >= -3 && size < 5) return fixed(value, Math.max(0, 2 - Math.max(0, size) + (size < 0 ? -size - 1 : 0)));
  const exponent = String(Math.abs(size)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
  return `${fixed(value / 10 ** size, 1)}·10${size < 0 ? '⁻' : ''}${exponent}`;
}

/** A share as it is read: `35.4 %`, `< 0.1 %`. */
export const percent = (share: number): string =>
  Number.isNaN(share) ? 'NaN' : share > 0 && share < 0.0005 ? '< 0.1 %' : `${fixed(100 * share, 1)} %`;
