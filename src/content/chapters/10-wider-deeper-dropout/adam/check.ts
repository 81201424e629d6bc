import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const [B1, B2, E] = [0.9, 0.999, 1e-7];

interface Step {
  readonly w: number;
  readonly g: number;
  readonly m: number;
  readonly s: number;
  readonly t: number;
  readonly alpha: number;
}
/** [weight, mean, square] after the step. */
type Rule = (step: Step) => readonly [number, number, number];

const next = ({ m, s, g }: Step): readonly [number, number] => [B1 * m + (1 - B1) * g, B2 * s + (1 - B2) * g * g];
const corrected = (step: Step, [m, s] = next(step)): readonly [number, number] => [m / (1 - B1 ** step.t), s / (1 - B2 ** step.t)];
const moved = ({ w, alpha }: Step, mean: number, square: number): number => w - (alpha * mean) / (Math.sqrt(square) + E);
const right: Rule = (step) => [moved(step, ...corrected(step)), ...next(step)];

const mistakes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
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
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const adam = reader['adam'];
  if (typeof adam !== 'function') return fail('no-function', `There should be an exported function named adam; found ${describe(adam)}.`);

  for (const first of [1, 4, 2]) {
    const count = random.integer(3, 7);
    const [weights, means] = [random.vector(count, -1, 1), random.vector(count, 0.3, 1)];
    const squares = random.vector(count, 0.5, 1);
    if (first === 1) {
      means.fill(0);
      squares.fill(0);
    }
    for (let t = first; t < first + 3; t++) {
      const gradient = random.vector(count, 0.6, 2).map((value, i) => (i % 2 && first > 1 ? -value : value));
      const alpha = random.uniform(0.05, 0.2);
      const before = weights.map((w) => w);
      const steps: Step[] = Array.from(before, (w, i) => ({ w, g: gradient[i]!, m: means[i]!, s: squares[i]!, t, alpha }));
      const given = copy(gradient);
      adam(weights, given, means, squares, t, alpha);
      const show = (value: number): string => String(Number(value.toPrecision(4)));
      const [w, m, s] = right(steps[0]!);
      const example = `For instance at step ${t}, with gradient ${show(steps[0]!.g)}, mean ${show(steps[0]!.m)}, square ${show(steps[0]!.s)} and alpha ${show(alpha)}: means[0] should become ${show(m)}, squares[0] ${show(s)}, and weights[0] go from ${show(steps[0]!.w)} to ${show(w)}. `
        + `Yours became ${show(means[0]!)}, ${show(squares[0]!)} and ${show(weights[0]!)}.`;
      if (!given.every((value, i) => value === gradient[i])) return fail('changes-gradient', 'adam changed the gradient. It is only read.');
      const follows = (rule: Rule): boolean =>
        [weights, means, squares].every((values, k) => close(values, steps.map((step) => rule(step)[k]!), 2e-4));
      if (follows(right)) continue;
      for (const [id, rule, message] of mistakes) if (follows(rule)) return fail(id, `${message} ${example}`);
      if (![...weights, ...means, ...squares].every(Number.isFinite)) {
        return fail('not-a-number', `A number became NaN or infinite. step counts from 1, and 1 - BETA1 ** 0 would be 0; also keep i below weights.length. ${example}`);
      }
      return fail('wrong-step', `The step is not what the formulas say. ${example}`);
    }
  }
  return pass('Two memories, both corrected for their start at zero, and a step of about alpha whatever the gradient.');
};

export default check;
