/**
 * The book's names in code, and the symbol that each stands for in formulas: `weights` in a listing and W in a formula
 * are one thing, in one colour. Apart from the other tables of symbols, for pages bring it along.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const symbolOfCode = {
  image: 'x',
  weights: 'W',
  prediction: 'prediction',
  label: 'label',
  error: 'error',
  delta: 'delta',
  weightDeltas: 'weightDeltas',
  alpha: 'alpha',
  bias: 'bias',
  scores: 'scores',
  probabilities: 'probabilities',
  loss: 'loss',
  sums: 'sums',
  hidden: 'hidden',
  weights1: 'W1',
  bias1: 'b1',
  weights2: 'W2',
  bias2: 'b2',
  delta1: 'delta1',
  delta2: 'delta2',
  weightDeltas1: 'dW1',
  weightDeltas2: 'dW2',
};
