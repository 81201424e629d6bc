/** A guess as it is typed: a per cent from 0 to 100; null for anything else. */
export function readGuess(text: string): number | null {
  const value = Number(text.trim().replace(/\s*%$/, '').replace(',', '.'));
  return text.trim() !== '' && value >= 0 && value <= 100 ? value : null;
}
