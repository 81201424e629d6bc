import type { OptimizerSpecification } from '../../../nn/optimizers.ts';
import type { Plan } from './plan.ts';
import type { OptimizerName } from '../../../settings/choices.ts';

type OptimizerNamed<Name extends OptimizerName> = Extract<OptimizerSpecification, { readonly name: Name }>;

interface FusedOptimizer<Name extends OptimizerName> {
  /** From the gradient g to the change that the learning rate multiplies; `memory` holds what it remembers. */
  change(settings: OptimizerNamed<Name>, second: string): string;
  /** The learning rate, and what corrects for a start at zero, at this step. */
  rates?(settings: OptimizerNamed<Name>, step: number): { readonly rate: number; readonly correction: number };
}

const number = (value: number): string => `${value}f`;
const velocity = ({ momentum }: { readonly momentum: number }): string =>
  `let v = ${number(momentum)} * memory[at] + g; memory[at] = v;`;

/** The formulas of lib/nn. */
const optimizers: { readonly [Name in OptimizerName]: FusedOptimizer<Name> } = {
  sgd: { change: () => 'let change = g;' },
  momentum: { change: (settings) => `${velocity(settings)} let change = v;` },
  nesterov: { change: (settings) => `${velocity(settings)} let change = g + ${number(settings.momentum)} * v;` },
  adam: {
    change: ({ beta1, beta2, epsilon }, second) => `
  let m = ${number(beta1)} * memory[at] + ${number(1 - beta1)} * g;
  let v = ${number(beta2)} * memory[${second}] + ${number(1 - beta2)} * g * g;
  memory[at] = m;
  memory[${second}] = v;
  let change = m / (sqrt(v) / piece.correction + ${number(epsilon)});`,
    rates: ({ learningRate, beta1, beta2 }, step) => ({
      rate: learningRate / (1 - beta1 ** step),
      correction: Math.sqrt(1 - beta2 ** step),
    }),
  },
  rmsprop: {
    change: ({ decay, epsilon }) => `
  let v = ${number(decay)} * memory[at] + ${number(1 - decay)} * g * g;
  memory[at] = v;
  let change = g / (sqrt(v) + ${number(epsilon)});`,
  },
};

/** Learning rate and correction of a step, counted from 1. */
export function ratesAt(
  specification: OptimizerSpecification,
  step: number,
): { readonly rate: number; readonly correction: number } {
  const { rates } = optimizers[specification.name] as FusedOptimizer<OptimizerName>;
  return rates?.(specification, step) ?? { rate: specification.learningRate, correction: 1 };
}

/** True when a weight whose gradient is zero stays as it is. */
export const restsWithoutGradient = ({ optimizer, l2, inParts }: Plan): boolean =>
  optimizer.name === 'sgd' && l2 === 0 && !inParts;

/** `learn`: one weight moves against its gradient, or keeps that of a part of the batch for later. */
export function learning({ optimizer, l2, inParts, memories, weightCount }: Plan): string {
  const { change } = optimizers[optimizer.name] as FusedOptimizer<OptimizerName>;
  const sum = `memory[at + ${(memories - 1) * weightCount}]`;
  return /* wgsl */ `
fn learn(at: u32, gradient: f32) {
  var g = gradient;
  ${inParts ? `if (piece.isFirst == 0) { g += ${sum}; }\n  ${sum} = g;\n  if (piece.isLast == 0) { return; }` : ''}
  let w = weights[at];
  ${l2 === 0 ? '' : `g += ${number(l2)} * w;`}
  ${change(optimizer, `at + ${weightCount}`)}
  weights[at] = w - piece.rate * change;
}
`;
}
