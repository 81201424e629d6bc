import { plot } from 'lab';

import type { Numbers } from 'lab';

export function bestSoFar(accuracies: Numbers): number[] {
  let best = -Infinity;
  return Array.from(accuracies, (accuracy) => {
    best = Math.max(best, accuracy);
    return best;
  });
}

export interface Stop {
  best: number; // index of the epoch with the best accuracy
  stop: number; // index of the last epoch that is trained
}

export function stopWithPatience(
  accuracies: Numbers, // validation accuracy after each epoch
  patience: number,
): Stop {
  let best = 0;
  for (let epoch = 1; epoch < accuracies.length; epoch++) {
    if (accuracies[epoch] > accuracies[best]) best = epoch;
    else if (epoch - best >= patience) return { best, stop: epoch };
  }
}
