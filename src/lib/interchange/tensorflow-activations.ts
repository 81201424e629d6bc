import { LEAK } from '../nn/activations.ts';
import { expectThat, InterchangeError, shown } from './interchange-error.ts';
import type { ActivationName } from '../settings/choices.ts';

/** What TensorFlow.js calls our activations. Leaky ReLU is a layer of its own there. */
const NAMES: Record<Exclude<ActivationName, 'leakyRelu'>, string> = {
  identity: 'linear',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  softmax: 'softmax',
  logSoftmax: 'log_softmax',
};

/** A layer in a topology, by its class and what it says of itself. */
export interface LayerConfig {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A layer of this class with its activation, which may be a layer of its own behind it. */
export function withActivation(
  kind: string,
  config: Readonly<Record<string, unknown>>,
  activation: ActivationName,
  leaky: string,
): object[] {
  const layer = {
    class_name: kind,
    config: { ...config, activation: activation === 'leakyRelu' ? NAMES.identity : NAMES[activation] },
  };
  return activation === 'leakyRelu'
    ? [layer, { class_name: 'LeakyReLU', config: { name: leaky, trainable: true, alpha: LEAK } }]
    : [layer];
}

/** Our name of an activation that a layer's config names; none is identity. */
export function activationOf(value: unknown, where: string): ActivationName {
  const found = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(
    (name) => NAMES[name] === (value ?? 'linear') || name === value,
  );
  if (found) return found;
  if (value === 'leaky_relu')
    throw new InterchangeError(
      where,
      `a LeakyReLU layer with alpha ${LEAK}`,
      'the activation leaky_relu, whose slope is another',
    );
  throw new InterchangeError(where, `one of ${Object.values(NAMES).join(', ')}`, shown(value));
}

function leakyRelu(
  { alpha, negative_slope: slope = alpha }: Readonly<Record<string, unknown>>,
  where: string,
): ActivationName {
  expectThat(typeof slope === 'number' && Math.abs(slope - LEAK) < 1e-6, `${where}, alpha`, `${LEAK}`, () =>
    shown(slope),
  );
  return 'leakyRelu';
}

function relu(config: Readonly<Record<string, unknown>>, where: string): ActivationName {
  const special = ['max_value', 'negative_slope', 'threshold'].find(
    (key) => config[key] !== undefined && config[key] !== null && config[key] !== 0,
  );
  expectThat(
    special === undefined,
    where,
    'max(0, z) and nothing else',
    () => `${special}: ${shown(config[special!])}`,
  );
  return 'relu';
}

/** What a layer that is only an activation does; undefined for other layers. */
export function activationLayer({ kind, config }: LayerConfig, where: string): ActivationName | undefined {
  if (kind === 'Activation') return activationOf(config['activation'], where);
  if (kind === 'LeakyReLU') return leakyRelu(config, where);
  if (kind === 'ReLU') return relu(config, where);
  return kind === 'Softmax' ? 'softmax' : undefined;
}
