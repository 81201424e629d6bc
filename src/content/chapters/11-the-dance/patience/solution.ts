import { plot } from 'lab';
import type { Numbers } from 'lab';

/** The best accuracy up to each epoch. */
export function bestSoFar(accuracies: Numbers): number[] {
  let best = -Infinity;
  return Array.from(accuracies, (accuracy) => {
    best = Math.max(best, accuracy);
    return best;
  });
}

/** Which epoch to keep, and after which one to stop. */
export interface Stop {
  best: number; // index of the epoch with the best accuracy
  stop: number; // index of the last epoch that is trained
}

/** Stops when so many epochs in a row have brought no new best. */
export function stopWithPatience(
  accuracies: Numbers, // validation accuracy after each epoch
  patience: number,
): Stop {
  let best = 0;
  for (let epoch = 1; epoch < accuracies.length; epoch++) {
    if (accuracies[epoch] > accuracies[best]) best = epoch;
    else if (epoch - best >= patience) return { best, stop: epoch };
  }
  return { best, stop: accuracies.length - 1 };
}

// Try it: validation accuracy after each of 12 epochs, in per cent.
const accuracies = [
  90.03, 92.06, 92.31, 92.76, 93.99, 93.43,
  94.7, 94.93, 94.96, 95.36, 95.36, 95.42,
];
plot(
  {
    'after the epoch': accuracies,
    'best so far': bestSoFar(accuracies),
  },
  { xLabel: 'epoch', yLabel: 'validation, %' },
);
for (const patience of [1, 2]) {
  console.log(patience, stopWithPatience(accuracies, patience));
}
