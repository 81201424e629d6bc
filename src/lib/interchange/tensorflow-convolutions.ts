import { convolutionShapes } from '../nn/shapes.ts';
import type { ConvolutionSpecification, NetworkSpecification } from '../nn/specification.ts';
import { expectThat, isCount, shown } from './interchange-error.ts';
import { activationOf, withActivation, type LayerConfig } from './tensorflow-activations.ts';

/** A convolution as a topology describes it, with the pooling behind it. */
export interface DescribedConvolution extends Omit<ConvolutionSpecification, 'filters'> {
  readonly name: string;
  readonly bias: boolean;
}

/** The name of the convolution with this place, from 0, in the files that we write. */
export const convolutionName = (index: number): string => `conv2d_${index + 1}`;

/** How a layer says what its numbers began with. */
export const initializer = (name: string): object => ({ class_name: name, config: {} });

/** The convolutions of a network as layers of TensorFlow.js, of pictures [side, side, 1], and what makes one row of their last numbers. */
export function convolutionLayers({
  inputs,
  convolutions = [],
}: Pick<NetworkSpecification, 'inputs' | 'convolutions'>): object[] {
  const side = Math.sqrt(inputs);
  const layers = convolutions.flatMap(({ filters, size, activation, pool }, index) => {
    const name = convolutionName(index);
    const config = {
      name,
      trainable: true,
      dtype: 'float32',
      filters,
      kernel_size: [size, size],
      strides: [1, 1],
      padding: 'valid',
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      use_bias: true,
      kernel_initializer: initializer('GlorotUniform'),
      bias_initializer: initializer('Zeros'),
      ...(index === 0 ? { batch_input_shape: [null, side, side, 1] } : {}),
    };
    const pooling = {
      name: `max_pooling2d_${index + 1}`,
      trainable: true,
      pool_size: [pool, pool],
      strides: [pool, pool],
      padding: 'valid',
      data_format: 'channels_last',
    };
    return [
      ...withActivation('Conv2D', config, activation, `${name}_leaky_re_lu`),
      ...(pool > 1 ? [{ class_name: 'MaxPooling2D', config: pooling }] : []),
    ];
  });
  return convolutions.length > 0
    ? [...layers, { class_name: 'Flatten', config: { name: 'flatten_1', trainable: true } }]
    : [];
}

/** A number for both directions, as one or as two that are equal. */
function square(value: unknown, where: string): number {
  const [height, width]: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  expectThat(isCount(height) && height > 0 && height === width, where, 'one whole number for height and width', () =>
    shown(value),
  );
  return height;
}

/** What Conv2D and MaxPooling2D may say alike. */
function expectPlain(
  { padding = 'valid', data_format: format }: Readonly<Record<string, unknown>>,
  where: string,
): void {
  expectThat(padding === 'valid', `${where}, padding`, '"valid", no rows or columns added at the edges', () =>
    shown(padding),
  );
  expectThat((format ?? 'channels_last') === 'channels_last', `${where}, data_format`, '"channels_last"', () =>
    shown(format),
  );
}

/** A Conv2D layer, not yet pooled. Throws an InterchangeError for one that the book's networks cannot have. */
export function convolutionOf({ config }: LayerConfig, where: string): DescribedConvolution {
  const {
    name,
    use_bias: bias = true,
    activation,
    kernel_size: kernel,
    strides,
    dilation_rate: dilation,
    groups,
  } = config;
  expectThat(typeof name === 'string', `${where}, name`, 'a text', () => shown(name));
  expectThat(typeof bias === 'boolean', `${where}, use_bias`, 'true or false', () => shown(bias));
  const size = square(kernel, `${where}, kernel_size`);
  expectThat(square(strides ?? 1, `${where}, strides`) === 1, `${where}, strides`, '1, one place after the other', () =>
    shown(strides),
  );
  expectThat(
    square(dilation ?? 1, `${where}, dilation_rate`) === 1,
    `${where}, dilation_rate`,
    '1, kernels without gaps',
    () => shown(dilation),
  );
  expectThat((groups ?? 1) === 1, `${where}, groups`, '1, each kernel over all channels', () => shown(groups));
  expectPlain(config, where);
  return { name, bias, size, activation: activationOf(activation, `${where}, activation`), pool: 1 };
}

/** The side of the windows of a MaxPooling2D layer. */
export function poolOf({ config }: LayerConfig, where: string): number {
  const { pool_size: size = 2, strides } = config;
  const pool = square(size, `${where}, pool_size`);
  expectThat(
    square(strides ?? pool, `${where}, strides`) === pool,
    `${where}, strides`,
    `${pool}, windows side by side`,
    () => shown(strides),
  );
  expectPlain(config, where);
  return pool;
}

/** The shape of one example that a layer says it takes, or turns it into; undefined if it says neither. */
export function exampleShape({ kind, config }: LayerConfig): unknown {
  const { batch_input_shape: ofBatch, batch_shape: batch = ofBatch, target_shape: target } = config;
  return kind === 'Reshape' ? target : Array.isArray(batch) ? batch.slice(1) : undefined;
}

/** The side of the pictures that convolutions look at. */
export function sideOf(shape: unknown): number {
  const [height, width, channels, ...rest]: readonly unknown[] = Array.isArray(shape) ? shape : [];
  const grey = isCount(height) && height > 0 && height === width && channels === 1 && rest.length === 0;
  expectThat(grey, 'modelTopology, shape of the inputs', '[side, side, 1], square pictures of one channel', () =>
    shown(shape),
  );
  return height;
}

/** [a, b, c] as [b, a, c]. */
function swapped(values: Float32Array, a: number, b: number, c: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++) result.set(values.subarray((i * b + j) * c, (i * b + j + 1) * c), (j * a + i) * c);
  return result;
}

/** Our kernels [filters, channels, size, size] as TensorFlow.js has them, [size, size, channels, filters]. */
export function kernelsByPlace(
  values: Float32Array,
  [filters, channels, size]: readonly [number, number, number],
): Float32Array<ArrayBuffer> {
  return swapped(swapped(values, filters, channels * size ** 2, 1), channels, size ** 2, filters);
}

/** Kernels of TensorFlow.js [size, size, channels, filters] as ours, [filters, channels, size, size]. */
export function kernelsByFilter(
  values: Float32Array,
  [filters, channels, size]: readonly [number, number, number],
): Float32Array<ArrayBuffer> {
  return swapped(swapped(values, size ** 2, channels, filters), channels * size ** 2, filters, 1);
}

/**
 * Weights [inputs, outputs] of the first dense layer behind convolutions. We have their numbers channel by channel;
 * TensorFlow.js, whose channels come last, place by place.
 */
export const rowsByPlace = (values: Float32Array, channels: number, inputs: number): Float32Array<ArrayBuffer> =>
  swapped(values, channels, inputs / channels, values.length / inputs);

/** The same, back again: place by place to channel by channel. */
export const rowsByChannel = (values: Float32Array, channels: number, inputs: number): Float32Array<ArrayBuffer> =>
  swapped(values, inputs / channels, channels, values.length / inputs);

/** Channels that come out of the last convolution, 1 where there is none. */
export const channelsOf = (specification: Pick<NetworkSpecification, 'inputs' | 'convolutions'>): number =>
  convolutionShapes(specification).at(-1)?.filters ?? 1;
