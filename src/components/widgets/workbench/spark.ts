import type { RunRecord } from '../../../lib/runs/run-record.ts';

const WIDTH = 60;
const HEIGHT = 24;

/** The curve of a run in a box of 60 x 24: the share of test images wrong on a log axis from 100 to 0.5 per cent, the better the higher; empty before two tests. */
export function spark({ tests, imagesTotal }: Pick<RunRecord, 'tests' | 'imagesTotal'>): string {
  if (tests.length < 2) return '';
  const [top, bottom] = [Math.log(0.005), Math.log(1)];
  return tests
    .map(({ imagesSeen, correct, of }, i) => {
      const wrong = Math.log(Math.max(0.005, 1 - correct / of));
      const x = (WIDTH * imagesSeen) / (imagesTotal || 1);
      const y = 1 + ((HEIGHT - 2) * (wrong - top)) / (bottom - top);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
