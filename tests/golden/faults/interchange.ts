import type { Fault } from './fault.ts';

/** Mistakes in the files that go out and come in. */
export const interchange: readonly Fault[] = [
  ['safetensors.ts', 'at += values.byteLength;', 'at += values.length;'],
  ['safetensors.ts', 'entry.begin === end', 'entry.begin >= end'],
  ['safetensors.ts', 'expectThat(wrong < 0,', 'expectThat(wrong < 1,'],
  ['number-formats.ts', 'sign * fraction * 2 ** -24', 'sign * fraction * 2 ** -25'],
  [
    'sequential.ts',
    'result[j * rows + i] = values[i * columns + j]!',
    'result[i * columns + j] = values[i * columns + j]!',
  ],
  ['sequential.ts', "next[0] > place + 1 ? hidden : 'identity'", "next[0] > place ? hidden : 'identity'"],
  ['model.ts', 'saidKernels === kernelsThere', 'saidKernels.length > 0'],
  ['tensorflow-activations.ts', "activation === 'leakyRelu' ? [layer,", "activation === 'relu' ? [layer,"],
  [
    'tensorflow-convolutions.ts',
    'swapped(swapped(values, filters, channels * size ** 2, 1), channels, size ** 2, filters)',
    'swapped(values, filters, channels * size ** 2, 1)',
  ],
  [
    'tensorflow-convolutions.ts',
    'swapped(values, channels, inputs / channels, values.length / inputs)',
    'values.slice()',
  ],
  ['tensorflow.ts', 'at += tensor.values.byteLength;', ''],
  ['crc32c.ts', '((crc >>> 15) | (crc << 17))', '((crc >>> 17) | (crc << 15))'],
  ['tensorboard.ts', 'point.correct / point.images, point', 'point.correct, point'],
  ['tensorboard.ts', 'rest > 127n', 'rest > 128n'],
  ['tensorboard.ts', 'BigInt(value)', 'BigInt(value & 0xfffffff)'],
  ['run-log.ts', 'a.imagesSeen - b.imagesSeen || ORDER[a.set] - ORDER[b.set]', 'a.imagesSeen - b.imagesSeen'],
  ['recipe-text.ts', '(SEED + 1) % 2**32', 'SEED'],
  ['recipe-parts.ts', '`, momentum=${momentum}, nesterov=True`', '`, momentum=${momentum}`'],
];
