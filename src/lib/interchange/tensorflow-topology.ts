import type { NetworkSpecification } from '../nn/specification.ts';
import { expectThat, isRecord, shown } from './interchange-error.ts';
import { activationLayer, activationOf, withActivation, type LayerConfig } from './tensorflow-activations.ts';
import {
  convolutionLayers,
  convolutionOf,
  exampleShape,
  initializer,
  poolOf,
  sideOf,
  type DescribedConvolution,
} from './tensorflow-convolutions.ts';
import type { ActivationName } from '../settings/choices.ts';

/** A dense layer as a topology describes it. */
export interface DescribedLayer {
  readonly name: string;
  readonly activation: ActivationName;
  readonly bias: boolean;
}

/** A network as a topology describes it. */
export interface DescribedNetwork {
  /** Side of the square pictures that convolutions look at; undefined without convolutions. */
  readonly side: number | undefined;
  readonly convolutions: readonly DescribedConvolution[];
  readonly layers: readonly DescribedLayer[];
}

/** The name of the dense layer with this place, from 0, in the files that we write. */
export const denseName = (index: number): string => `dense_${index + 1}`;

/** The network as TensorFlow.js's layers describe a `Sequential` model. Without dropout, which plays no part in judging. */
export function topologyOf({ inputs, convolutions = [], layers }: NetworkSpecification, name: string): object {
  const described = layers.flatMap(({ units, activation, bias }, index) => {
    const config = {
      name: denseName(index),
      trainable: true,
      dtype: 'float32',
      units,
      use_bias: bias,
      kernel_initializer: initializer('GlorotUniform'),
      bias_initializer: initializer('Zeros'),
      ...(index === 0 && convolutions.length === 0 ? { batch_input_shape: [null, inputs] } : {}),
    };
    return withActivation('Dense', config, activation, `leaky_re_lu_${index + 1}`);
  });
  const all = [...convolutionLayers({ inputs, convolutions }), ...described];
  return {
    class_name: 'Sequential',
    config: { name, layers: all },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

function layerConfigs(topology: unknown): LayerConfig[] {
  // What the converter from Keras writes has the model one level deeper.
  const inner = isRecord(topology) && isRecord(topology['model_config']) ? topology['model_config'] : topology;
  expectThat(isRecord(inner) && inner['class_name'] === 'Sequential', 'modelTopology', 'a Sequential model', () =>
    shown(isRecord(inner) ? inner['class_name'] : inner),
  );
  const { config } = inner;
  const layers = isRecord(config) ? config['layers'] : config; // older files have the list itself
  expectThat(Array.isArray(layers), 'modelTopology, layers', 'a list', () => shown(layers));
  return layers.map((layer: unknown, index) => {
    expectThat(
      isRecord(layer) && typeof layer['class_name'] === 'string' && isRecord(layer['config']),
      `modelTopology, layer ${index + 1}`,
      'class_name and config',
      () => shown(layer),
    );
    return { kind: layer['class_name'] as string, config: layer['config'] as Record<string, unknown> };
  });
}

function denseLayer({ config }: LayerConfig, where: string): DescribedLayer {
  const { name, use_bias: bias = true, activation } = config;
  expectThat(typeof name === 'string', `${where}, name`, 'a text', () => shown(name));
  expectThat(typeof bias === 'boolean', `${where}, use_bias`, 'true or false', () => shown(bias));
  return { name, bias, activation: activationOf(activation, `${where}, activation`) };
}

/** Layers that change nothing in the judging of an image. */
const PASSING = new Set(['InputLayer', 'Dropout', 'Reshape']);

/** Reads a model's layers one after the other. */
class Description {
  readonly layers: DescribedLayer[] = [];
  readonly convolutions: DescribedConvolution[] = [];
  /** Of one example, where the layers say it. */
  shape: unknown;
  /** What an activation or a pooling would belong to. */
  #open: 'nothing' | 'convolution' | 'pooled' | 'dense' = 'nothing';
  #isFlat = false;

  add(layer: LayerConfig, where: string): void {
    const isFirst = this.#open === 'nothing';
    if (layer.kind === 'Reshape')
      expectThat(isFirst, where, 'Reshape before all other layers', () => 'Reshape behind them');
    if (isFirst) this.shape = exampleShape(layer) ?? this.shape;
    if (layer.kind === 'Flatten') return this.#flatten(layer, where);
    if (PASSING.has(layer.kind)) return;
    if (layer.kind === 'Conv2D') return this.#convolution(layer, where);
    if (layer.kind === 'MaxPooling2D') return this.#pool(layer, where);
    if (layer.kind === 'Dense') return this.#dense(layer, where);
    this.#activate(layer, where);
  }

  #flatten({ config }: LayerConfig, where: string): void {
    const { data_format: format } = config;
    expectThat(
      this.convolutions.length === 0 || (format ?? 'channels_last') === 'channels_last',
      `${where}, data_format`,
      '"channels_last"',
      () => shown(format),
    );
    this.#isFlat = true;
    if (this.#open === 'convolution') this.#open = 'pooled';
  }

  #convolution(layer: LayerConfig, where: string): void {
    expectThat(
      this.layers.length === 0 && !this.#isFlat,
      where,
      'convolutions before Flatten and the dense layers',
      () => 'one behind them',
    );
    this.convolutions.push(convolutionOf(layer, where));
    this.#open = 'convolution';
  }

  #pool(layer: LayerConfig, where: string): void {
    const last = this.convolutions.at(-1);
    expectThat(
      last !== undefined && this.#open === 'convolution',
      where,
      'one pooling right after each convolution and its activation',
      () => (last ? 'another' : 'one before the first'),
    );
    this.convolutions[this.convolutions.length - 1] = { ...last, pool: poolOf(layer, where) };
    this.#open = 'pooled';
  }

  #dense(layer: LayerConfig, where: string): void {
    expectThat(
      this.convolutions.length === 0 || this.#isFlat,
      where,
      'Flatten between the convolutions and the dense layers',
      () => 'none',
    );
    this.layers.push(denseLayer(layer, where));
    this.#open = 'dense';
  }

  #activate(layer: LayerConfig, where: string): void {
    const activation = activationLayer(layer, where);
    expectThat(
      activation !== undefined,
      where,
      'Conv2D, MaxPooling2D, Flatten, Dense, an activation, Dropout, Reshape or InputLayer',
      () => shown(layer.kind),
    );
    const all: { activation: ActivationName }[] = this.#open === 'dense' ? this.layers : this.convolutions;
    const last = all.at(-1);
    expectThat(
      this.#open !== 'pooled',
      where,
      'the activation of a convolution before its pooling and Flatten',
      () => 'one behind',
    );
    expectThat(last?.activation === 'identity', where, 'one activation after each dense layer or convolution', () =>
      last ? `two, ${last.activation} and ${activation}` : 'one before the first',
    );
    all[all.length - 1] = { ...last, activation };
  }
}

/** The convolutions and dense layers of a Sequential model, each with the activation that follows it. */
export function describedNetwork(topology: unknown): DescribedNetwork {
  const description = new Description();
  layerConfigs(topology).forEach((layer, index) =>
    description.add(layer, `modelTopology, layer ${index + 1} (${shown(layer.kind)})`),
  );
  const { shape, convolutions, layers } = description;
  return { side: convolutions.length > 0 ? sideOf(shape) : undefined, convolutions, layers };
}
