/** A number as it is read: 7840 -> `7,840`; with so many decimals, or as many as it has. */
export const figure = (value: number, decimals?: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 20 });
