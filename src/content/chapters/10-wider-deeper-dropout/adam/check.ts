import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const [B1, B2, E] = [0.9, 0.999, 1e-7];
type Given = [weights: Float32Array, gradient: Float32Array, means: Float32Array, squares: Float32Array, step: number, alpha: number];

interface Step {
  readonly w: number;
  readonly g: number;
  readonly m: number;
  readonly s: number;
  readonly t: number;
  readonly alpha: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}
/** [weight, mean, square] after the step. */
type Rule = (step: Step) => readonly [number, number, number];

const next = ({ m, s, g }: Step): readonly [number, number] => [B1 * m + (1 - B1) * g, B2 * s + (1 - B2) * g * g];
const corrected = (step: Step, [m, s] = next(step)): readonly [number, number] => [m / (1 - B1 ** step.t), s / (1 - B2 ** step.t)];
const moved = ({ w, alpha }: Step, mean: number, square: number): number => w - (alpha * mean) / (Math.sqrt(square) + E);
const right: Rule = (step) => [moved(step, ...corrected(step)), ...next(step)];

/** As Keras has it: the epsilon stands beside the root that is not yet corrected. Both are Adam. */
const inKeras: Rule = (step) => {
  const [m, s] = next(step);
  const rate = (step.alpha * Math.sqrt(1 - B2 ** step.t)) / (1 - B1 ** step.t);
  return [step.w - (rate * m) / (Math.sqrt(s) + E), m, s];
};

const mistakes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['no-epsilon', (step) => [step.w - (step.alpha * corrected(step)[0]) / Math.sqrt(corrected(step)[1]), ...next(step)],
    'There is no EPSILON below the line. The pixel that is blank in every image has a gradient of 0, so its mean and its mean square are 0, and 0 / 0 is NaN. Add EPSILON to the root.'],
  ['epsilon-in-root', (step) => [step.w - (step.alpha * corrected(step)[0]) / Math.sqrt(corrected(step)[1] + E), ...next(step)],
    'EPSILON stands inside the root. There it counts as much as a gradient of 0.0003, and slows down every small one. Add it to the root, outside.'],
  ['plain-descent', (step) => [step.w - step.alpha * step.g, step.m, step.s], 'This is still plain gradient descent. Work out the mean and the mean square first, and step by those.'],
  ['no-bias-correction', (step) => [moved(step, ...next(step)), ...next(step)],
    'The two means are right, but used as they are. They began at zero, and are too small in the first steps. Divide them by 1 - BETA1 ** step and 1 - BETA2 ** step.'],
  ['only-mean-corrected', (step) => [moved(step, corrected(step)[0], next(step)[1]), ...next(step)], 'The mean is corrected, the mean square is not. It began at zero as well: divide it by 1 - BETA2 ** step.'],
  ['only-square-corrected', (step) => [moved(step, next(step)[0], corrected(step)[1]), ...next(step)], 'The mean square is corrected, the mean is not. It began at zero as well: divide it by 1 - BETA1 ** step.'],
  ['corrected-memory', (step) => [right(step)[0], ...corrected(step)], 'The weights moved rightly, but you wrote the corrected values back into the memory. The next step would correct them again. Keep means and squares as they are, and correct a copy.'],
  ['forgot-to-keep', (step) => [right(step)[0], step.m, step.s], 'The weights moved rightly, but means and squares are what they were. The next step needs them: write them into the arrays.'],
  ['square-forgot-to-keep', (step) => [right(step)[0], next(step)[0], step.s], 'The mean square was not kept. Write it into squares[i].'],
  ['not-squared', (step) => {
    const s = B2 * step.s + (1 - B2) * step.g;
    return [moved(step, corrected(step)[0], s / (1 - B2 ** step.t)), next(step)[0], s];
  }, 'squares holds a mean of the gradients, not of their squares. Take g * g.'],
  ['forgot-the-root', (step) => [step.w - (step.alpha * corrected(step)[0]) / (corrected(step)[1] + E), ...next(step)], 'You divide by the mean square. Take its root: then numerator and denominator are of one size.'],
  ['uphill', (step) => [2 * step.w - right(step)[0], ...next(step)], 'The steps have the right size and go uphill. Take them away (-=).'],
  ['no-alpha', (step) => [moved({ ...step, alpha: 1 }, ...corrected(step)), ...next(step)], 'The steps are full-sized. Multiply by alpha.'],
  ['betas-swapped', (step) => {
    const [m, s] = [B2 * step.m + (1 - B2) * step.g, B1 * step.s + (1 - B1) * step.g ** 2];
    return [moved(step, m / (1 - B2 ** step.t), s / (1 - B1 ** step.t)), m, s];
  }, 'The two betas are swapped. BETA1 is for the mean, BETA2 for the mean square.'],
  ['whole-gradient-added', (step) => {
    const [m, s] = [B1 * step.m + step.g, B2 * step.s + step.g ** 2];
    return [moved(step, m / (1 - B1 ** step.t), s / (1 - B2 ** step.t)), m, s];
  }, 'You add the whole gradient, as momentum does. A mean takes 1 - BETA1 of the new, and 1 - BETA2 of its square.'],
  ['weights-still', (step) => [step.w, ...next(step)], 'The two memories are right, but no weight moved.'],
  ['step-ignored', (step) => [moved({ ...step, t: 1 }, ...corrected({ ...step, t: 1 })), ...next(step)], 'You correct as if every step were the first. Take BETA1 and BETA2 to the power of step.'],
  ['one-step-behind', (step) => [moved(step, ...corrected({ ...step, t: step.t + 1 }, next(step))), ...next(step)], 'You correct as if the next step were here. step is 1 at the first step: take it as it is.'],
  ['missed-weight', (step) => (step.isFirst ? [step.w, step.m, step.s] : right(step)), 'The first weight stays as it was. The first index is 0.'],
  ['missed-weight', (step) => (step.isLast ? [step.w, step.m, step.s] : right(step)), 'The last weight stays as it was. i should run while i < weights.length.'],
];

/** Takes the step by this rule, in place. */
const stepping = (rule: Rule) => (weights: number[], gradient: number[], means: number[], squares: number[], t: number, alpha: number): void => {
  const count = weights.length;
  for (let i = 0; i < count; i++) {
    [weights[i], means[i], squares[i]] = rule({ w: weights[i]!, g: gradient[i]!, m: means[i]!, s: squares[i]!, t, alpha, isFirst: i === 0, isLast: i === count - 1 }) as [number, number, number];
  }
};

const check: Check = (reader, { judge, inputs, random, words }) => {
  const { vector } = inputs;
  const alpha = (): number => random.uniform(0.3, 0.9);
  const memories = (count: number, scale = 1): [Float32Array, Float32Array] => [vector(count).map((m) => scale * m), random.vector(count, 0.5 * scale ** 2, scale ** 2)];
  const none = (count: number): [Float32Array, Float32Array] => [new Float32Array(count), new Float32Array(count)];
  const questions: { given: Given; what: string }[] = [
    { given: [vector(3), vector(3), ...none(3), 1, 0.1], what: 'the first step' },
    { given: [vector(4), vector(4), ...memories(4), 2, alpha()], what: 'the second step' },
    { given: [vector(5), vector(5), ...memories(5), 7, alpha()], what: 'the seventh step' },
    { given: [vector(4), vector(4), ...memories(4), 2000, alpha()], what: 'step 2000' },
    { given: [vector(3), vector(3, 'negative'), ...memories(3), 4, alpha()], what: 'slopes below 0' },
    { given: [vector(3), vector(3, 'positive'), ...memories(3), 4, alpha()], what: 'slopes above 0' },
    { given: [vector(3), vector(3).map((g) => 100 * g), ...memories(3, 100), 3, alpha()], what: words.large },
    { given: [new Float32Array(3), vector(3).map((g) => g / 300), ...none(3), 1, 0.001], what: 'very small slopes at the first step' },
    { given: [new Float32Array(3), vector(3).map((g) => g / 300), ...memories(3, 0.003), 50, 0.001], what: 'very small slopes' },
    { given: [vector(1), vector(1), ...memories(1), 3, alpha()], what: 'one weight' },
    { given: [vector(2), new Float32Array(2), ...none(2), 1, 0.1], what: 'a pixel that was blank in every image' },
    { given: [vector(2), new Float32Array(2), ...memories(2), 30, 0.1], what: 'a pixel that is blank now' },
  ];
  const judged = (rule: Rule) => judge<Given>(reader, {
    name: 'adam',
    takes: ['weights', 'gradient', 'means', 'squares', 'step', 'alpha'],
    changes: ['weights', 'means', 'squares'],
    questions,
    // An epsilon of 1e-8 is Adam as well.
    tolerance: 5e-4,
    right: stepping(rule),
    mistakes: mistakes.map(([id, mistaken, message]) => [id, stepping(mistaken), message] as const),
    names: { 'changes-input': 'changes-gradient' },
    keep: 'It is only read.',
    sound: 'step counts from 1, and 1 - BETA1 ** 0 would be 0; the root of a number below 0 is NaN; also keep i below weights.length.',
    wrong: ['wrong-step', 'The step is not what the formulas say.'],
    pass: 'Two memories, both corrected for their start at zero, and a step of about alpha whatever the gradient.',
  });
  const verdict = judged(right);
  if (verdict.passed) return verdict;
  const other = judged(inKeras);
  return other.passed ? other : verdict;
};

export default check;
