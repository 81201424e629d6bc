import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
interface Question {
  readonly scores: Numbers;
  /** The index of the right digit. */
  readonly right: number;
  readonly shares: Numbers;
}

const show = (value: unknown): string => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : 'not a number');
const list = (values: Numbers): string => `[${values.map(show).join(', ')}]`;

/** ln Σ e^z, without overflow. */
function logTotal(scores: Numbers): number {
  const highest = Math.max(...scores);
  return highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
}
const lossOf = ({ scores, right }: Question): number => logTotal(scores) - scores[right]!;
const truth = ({ right }: Question, j: number): number => Number(j === right);

const lossMistakes: ReadonlyArray<readonly [id: string, of: (question: Question) => number, message: string]> = [
  ['nothing-yet', () => 0, 'The loss is 0, whatever the scores are.'],
  ['sign-of-loss', (q) => -lossOf(q), 'The loss is below 0. The logarithm of a share is never above 0: put a minus before it, so that the loss falls as the network gets better.'],
  ['wrong-logarithm', (q) => lossOf(q) / Math.LN10, 'This is the logarithm to base 10. Use Math.log, the natural one; its slope is what makes delta so short.'],
  ['wrong-logarithm', (q) => lossOf(q) / Math.LN2, 'This is the logarithm to base 2. Use Math.log, the natural one; its slope is what makes delta so short.'],
  ['forgotten-label', ({ shares }) => shares.reduce((sum, share) => sum - Math.log(share), 0), 'All ten logarithms are added up. Only that of the right digit counts: the label has its 1 there.'],
  ['share-of-the-guess', ({ shares }) => -Math.log(Math.max(...shares)), 'This is the logarithm of the largest share. Take that of the right digit, whatever the guess is.'],
  ['missing-logarithm', ({ shares, right }) => -shares[right]!, 'This is minus the share itself. Take its logarithm: Math.log.'],
  ['missing-logarithm', ({ shares, right }) => 1 - shares[right]!, 'This is what the share lacks to 1. Take minus its logarithm: -Math.log.'],
  ['forgotten-sum', ({ scores, right }) => -scores[right]!, 'This is minus the score of the right digit. Take away the logarithm of the sum as well: a score is high only beside the others.'],
  ['forgotten-sum', ({ scores, right }) => Math.max(...scores) - scores[right]!, 'The logarithm of the sum is missing: take it away from score minus highest.'],
  ['maximum-once', ({ scores, right }) => logTotal(scores) - Math.max(...scores) - scores[right]!, 'The highest score is taken away in the sum, but not from the score of the right digit.'],
  ['squared-error', (q) => q.shares.reduce((sum, share, j) => sum + (share - truth(q, j)) ** 2, 0), 'This is the squared error of the shares. Cross-entropy is minus the logarithm of the right one.'],
  ['averaged', (q) => lossOf(q) / q.scores.length, 'The loss is divided by the number of digits. It is the logarithm of one share, so there is nothing to average.'],
];

const deltaMistakes: ReadonlyArray<readonly [id: string, of: (question: Question, j: number) => number, message: string]> = [
  ['no-delta-yet', () => 0, 'Every delta is 0.'],
  ['sign-of-delta', (q, j) => truth(q, j) - q.shares[j]!, 'Delta has the wrong sign: it is probabilities minus label. Too high a share has a positive delta.'],
  ['forgotten-softmax', (q, j) => q.scores[j]! - truth(q, j), 'Delta is worked out from the scores. Make shares of them first, by softmax.'],
  ['delta-without-label', (q, j) => q.shares[j]!, 'These are the shares themselves. Take the label away.'],
  ['only-the-label', (q, j) => (j === q.right ? q.shares[j]! - 1 : 0), 'Only the right digit has a delta. The nine others have shares too, and should have none.'],
  ['slope-of-the-logarithm', (q, j) => -truth(q, j) / q.shares[j]!, 'This is how the loss changes with the shares. Delta is asked by the scores: the slope of softmax turns it into probabilities minus label.'],
  ['slope-twice', (q, j) => (q.shares[j]! - truth(q, j)) * q.shares[j]! * (1 - q.shares[j]!), 'Probabilities minus label already holds the slope of softmax. Do not multiply by p (1 - p) again.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const { crossEntropy, delta } = reader;
  if (typeof crossEntropy !== 'function') return fail('no-function', `There should be an exported function named crossEntropy; found ${describe(crossEntropy)}.`);
  if (typeof delta !== 'function') return fail('no-function', `There should be an exported function named delta; found ${describe(delta)}.`);

  const ask = (scores: Float32Array, right = random.integer(0, scores.length)): { readonly question: Question; readonly loss: unknown; readonly deltas: unknown; readonly changed: boolean } => {
    const label = new Float32Array(scores.length);
    label[right] = 1;
    const before = copy(scores);
    const [loss, deltas]: unknown[] = [crossEntropy(scores, label), delta(scores, label)];
    const changed = !scores.every((score, j) => score === before[j]) || !label.every((value, j) => value === Number(j === right));
    const plain = Array.from(before);
    return { question: { scores: plain, right, shares: plain.map((score) => Math.exp(score - logTotal(plain))) }, loss, deltas, changed };
  };

  const asked = [ask(random.vector(10, -2, 3)), ask(random.vector(10, -2, 3)), ask(random.vector(10, -2, 3))];
  if (asked.some(({ changed }) => changed)) return fail('changes-input', 'The scores or the label have changed. Only read them, and write into new arrays.');
  const { question, loss, deltas } = asked[0]!;
  const want = `For the scores ${list(question.scores)} and the digit ${question.right} the loss is ${show(lossOf(question))}`;
  if (typeof loss !== 'number') return fail('not-one-number', `crossEntropy should give one number; yours gives ${describe(loss)}. ${want}.`);
  if (!asked.every((one) => close(one.loss, lossOf(one.question), 1e-4))) {
    for (const [id, of, message] of lossMistakes) {
      if (asked.every((one) => close(one.loss, of(one.question), 1e-4))) return fail(id, `${message} ${want}; yours is ${show(loss)}.`);
    }
    return fail('wrong-loss', `The loss is not minus the logarithm of the right digit's share. ${want}; yours is ${show(loss)}.`);
  }
  const deltaOf = (q: Question): Numbers => q.shares.map((share, j) => share - truth(q, j));
  const wantDelta = `For the scores ${list(question.scores)} and the digit ${question.right} delta is ${list(deltaOf(question))}`;
  if ((deltas as Numbers | undefined)?.length !== 10) return fail('wrong-shape', `delta should give ten numbers, one for each score; yours gives ${describe(deltas)}. ${wantDelta}.`);
  if (!asked.every((one) => close(one.deltas, deltaOf(one.question), 1e-4))) {
    const got = `${wantDelta}; yours is ${list(Array.from(deltas as ArrayLike<number>))}.`;
    for (const [id, of, message] of deltaMistakes) {
      if (asked.every((one) => close(one.deltas, one.question.scores.map((_, j) => of(one.question, j)), 1e-4))) return fail(id, `${message} ${got}`);
    }
    return fail('wrong-delta', `Some deltas are not probabilities minus label. ${got}`);
  }

  const high = ask(random.vector(10, -2, 3).map((score) => score + 1000));
  if (!Number.isFinite(high.loss)) {
    return fail('softmax-unstable', `Right for small scores. For scores near 1000 the loss is ${show(high.loss)}, because Math.exp(1000) is Infinity. Take the highest score away from each before Math.exp.`);
  }
  const far = Float32Array.from({ length: 10 }, (_, j) => -950 * j); // one share is 1, nine are 0 in any number a computer has
  const sure = ask(far, random.integer(1, 10));
  const story = `With the scores ${list(sure.question.scores.slice(0, 3))} and so on, and the digit ${sure.question.right}, the loss is ${show(lossOf(sure.question))}; yours is ${show(sure.loss)}.`;
  if (!Number.isFinite(sure.loss)) {
    return fail('log-of-zero', `A very small share is rounded to 0, and the logarithm of 0 is -Infinity. Work out the logarithm from the scores, without the share: score - highest - ln(sum). ${story}`);
  }
  if (!close(sure.loss, lossOf(sure.question), 1e-3)) {
    return fail('clipped-logarithm', `A tiny number added to the share, or a limit on it, keeps the logarithm finite, but wrong. Work it out from the scores: score - highest - ln(sum). ${story}`);
  }
  return pass('The loss is right for any scores, and its delta is as short as in chapter 3.');
};

export default check;
