import { RATES } from '../../../lib/settings/fields.ts';

const LARGEST = RATES.learningRate.form!.most!;

/** The next rung of 1, 2, 5, 10, … times a power of ten, up or down, within what a form takes. */
export function nextRate(rate: number, direction: 1 | -1): number {
  const rungs: number[] = [];
  for (let power = -6; power <= 1; power++) for (const digit of [1, 2, 5]) rungs.push(Number(`${digit}e${power}`));
  const within = rungs.filter((rung) => rung <= LARGEST);
  const beyond = (rung: number): boolean => (direction > 0 ? rung > rate * (1 + 1e-9) : rung < rate * (1 - 1e-9));
  return (direction > 0 ? within.find(beyond) : within.findLast(beyond)) ?? rate;
}
