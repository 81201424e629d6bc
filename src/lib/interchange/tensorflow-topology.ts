import { LEAK, type ActivationName } from '../nn/activations.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { expectThat, InterchangeError, isRecord, shown } from './interchange-error.ts';

/** What TensorFlow.js calls our activations. Leaky ReLU is a layer of its own there. */
const NAMES: Record<Exclude<ActivationName, 'leakyRelu'>, string> = {
  identity: 'linear', sigmoid: 'sigmoid', tanh: 'tanh', relu: 'relu', softmax: 'softmax', logSoftmax: 'log_softmax',
};

/** A dense layer as a topology describes it. */
export interface DescribedLayer {
  readonly name: string;
  readonly activation: ActivationName;
  readonly bias: boolean;
}

const initializer = (name: string): object => ({ class_name: name, config: {} });

/** The name of the dense layer with this place, from 0, in the files that we write. */
export const denseName = (index: number): string => `dense_${index + 1}`;

/** The network as TensorFlow.js's layers describe a `Sequential` model. Without dropout, which plays no part in judging. */
export function topologyOf({ inputs, layers }: NetworkSpecification, name: string): object {
  const described = layers.flatMap(({ units, activation, bias }, index) => {
    const dense = {
      class_name: 'Dense',
      config: {
        name: denseName(index), trainable: true, dtype: 'float32', units, use_bias: bias,
        activation: activation === 'leakyRelu' ? NAMES.identity : NAMES[activation],
        kernel_initializer: initializer('GlorotUniform'), bias_initializer: initializer('Zeros'),
        ...(index === 0 ? { batch_input_shape: [null, inputs] } : {}),
      },
    };
    const leaky = { class_name: 'LeakyReLU', config: { name: `leaky_re_lu_${index + 1}`, trainable: true, alpha: LEAK } };
    return activation === 'leakyRelu' ? [dense, leaky] : [dense];
  });
  return { class_name: 'Sequential', config: { name, layers: described }, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' };
}

interface LayerConfig {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

function layerConfigs(topology: unknown): LayerConfig[] {
  // What the converter from Keras writes has the model one level deeper.
  const inner = isRecord(topology) && isRecord(topology['model_config']) ? topology['model_config'] : topology;
  expectThat(isRecord(inner) && inner['class_name'] === 'Sequential', 'modelTopology', 'a Sequential model', () => shown(isRecord(inner) ? inner['class_name'] : inner));
  const { config } = inner;
  const layers = isRecord(config) ? config['layers'] : config; // older files have the list itself
  expectThat(Array.isArray(layers), 'modelTopology, layers', 'a list', () => shown(layers));
  return layers.map((layer: unknown, index) => {
    expectThat(
      isRecord(layer) && typeof layer['class_name'] === 'string' && isRecord(layer['config']), `modelTopology, layer ${index + 1}`,
      'class_name and config', () => shown(layer),
    );
    return { kind: layer['class_name'] as string, config: layer['config'] as Record<string, unknown> };
  });
}

function activationOf(value: unknown, where: string): ActivationName {
  const found = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find((name) => NAMES[name] === (value ?? 'linear') || name === value);
  if (found) return found;
  if (value === 'leaky_relu') throw new InterchangeError(where, `a LeakyReLU layer with alpha ${LEAK}`, 'the activation leaky_relu, whose slope is another');
  throw new InterchangeError(where, `one of ${Object.values(NAMES).join(', ')}`, shown(value));
}

function denseLayer({ config }: LayerConfig, where: string): DescribedLayer {
  const { name, use_bias: bias = true, activation } = config;
  expectThat(typeof name === 'string', `${where}, name`, 'a text', () => shown(name));
  expectThat(typeof bias === 'boolean', `${where}, use_bias`, 'true or false', () => shown(bias));
  return { name, bias, activation: activationOf(activation, `${where}, activation`) };
}

function leakyRelu({ alpha, negative_slope: slope = alpha }: Readonly<Record<string, unknown>>, where: string): ActivationName {
  expectThat(typeof slope === 'number' && Math.abs(slope - LEAK) < 1e-6, `${where}, alpha`, `${LEAK}`, () => shown(slope));
  return 'leakyRelu';
}

function relu(config: Readonly<Record<string, unknown>>, where: string): ActivationName {
  const special = ['max_value', 'negative_slope', 'threshold'].find((key) => config[key] !== undefined && config[key] !== null && config[key] !== 0);
  expectThat(special === undefined, where, 'max(0, z) and nothing else', () => `${special}: ${shown(config[special!])}`);
  return 'relu';
}

/** What a layer that is only an activation does; undefined for other layers. */
function activationLayer({ kind, config }: LayerConfig, where: string): ActivationName | undefined {
  if (kind === 'Activation') return activationOf(config['activation'], where);
  if (kind === 'LeakyReLU') return leakyRelu(config, where);
  if (kind === 'ReLU') return relu(config, where);
  return kind === 'Softmax' ? 'softmax' : undefined;
}

/** Layers that change nothing in the judging of a flat image. */
const PASSING = new Set(['InputLayer', 'Dropout', 'Flatten']);

/** The dense layers of a Sequential model, each with the activation that follows it. */
export function describedLayers(topology: unknown): DescribedLayer[] {
  const dense: DescribedLayer[] = [];
  layerConfigs(topology).forEach((layer, index) => {
    const where = `modelTopology, layer ${index + 1} (${shown(layer.kind)})`;
    if (PASSING.has(layer.kind)) return;
    if (layer.kind === 'Dense') {
      dense.push(denseLayer(layer, where));
      return;
    }
    const activation = activationLayer(layer, where);
    expectThat(activation !== undefined, where, 'Dense, an activation, Dropout, Flatten or InputLayer', () => shown(layer.kind));
    const last = dense.at(-1);
    expectThat(last?.activation === 'identity', where, 'one activation after each dense layer', () => (last ? `two, ${last.activation} and ${activation}` : 'one before the first'));
    dense[dense.length - 1] = { ...last, activation };
  });
  return dense;
}
