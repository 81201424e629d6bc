/** A number in at most four significant digits: `0.1235`, `-12.35`, `1.2e-7`, `NaN`. Whole numbers up to a million stay whole. */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞');
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}
