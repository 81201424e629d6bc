/** How the stepper prints numbers: cut off after two decimals as S4 does, rounded to two, or with six. */
export type Printing = 'cut' | 'round' | 'long';

export const PRINTINGS: readonly { readonly printing: Printing; readonly name: string }[] = [
  { printing: 'cut', name: '2 decimals, cut off' },
  { printing: 'round', name: '2 decimals, rounded' },
  { printing: 'long', name: '6 decimals' },
];

const MINUS = '\u2212';

/** Plain decimals, as few as still stand for this 32-bit number: what NumPy prints of a float32. */
function shortest(size: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = size.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(size)) return Number(text) < 1e-6 ? '0' : String(Number(text));
  }
  return String(size);
}

/** Cut off after two decimals, never rounded: 52.2765 is 52.27. */
function cut(size: number): string {
  const [whole = '0', decimals = ''] = shortest(size).split('.');
  return `${whole}.${decimals.slice(0, 2).padEnd(2, '0')}`;
}

/** A number as the page prints it, with a true minus sign; `signed` puts a plus before what is above zero. */
export function formatNumber(value: number, printing: Printing, signed = false): string {
  const sign = value < 0 ? MINUS : signed && value > 0 ? '+' : '';
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 'NaN';
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size >= 1e7) return `${sign}${size.toExponential(2).replace('e+', 'e')}`;
  return `${sign}${printing === 'cut' ? cut(size) : size.toFixed(printing === 'round' ? 2 : 6)}`;
}

/** What one step does to the deltas of its own image, in words. `reach` is α |x|². */
export function explainReach(reach: number): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  if (reach === 0) return 'A blank image: the step changes nothing.';
  if (reach <= 1) return `The step takes ${percent(reach)} of each delta away.`;
  if (reach <= 2)
    return `The step goes past the label: each delta changes sign and keeps ${percent(reach - 1)} of its size.`;
  return `The step goes so far past the label that each delta changes sign and grows to ${percent(reach - 1)} of its size.`;
}
