import type { Fault } from './fault.ts';

/** Mistakes in the kernels for graphics cards, and in the order of work there. */
export const card: readonly Fault[] = [
  ['plan.ts', 'step: step + i + 1', 'step: step + 1'],
  ['weights.ts', 'packed[weights + j * rows + inputs] = biases[j]!', 'packed[weights + j * rows] = biases[j]!'],
  ['fused-network.ts', 'set([1 / batch, rate, correction])', 'set([1, rate, correction])'],
  ['fused-network.ts', '(from / tensors.length) * packed.byteLength', '0'],
  [
    'wgsl-learning.ts',
    'let v = ${number(momentum)} * memory[at] + g; memory[at] = v;',
    'let v = ${number(momentum)} * memory[at] + g;',
  ],
  ['wgsl-learning.ts', 'let change = g + ${number(settings.momentum)} * v;', 'let change = v;'],
  ['wgsl-learning.ts', 'm / (sqrt(v) / piece.correction', 'm / (sqrt(v)'],
  ['wgsl-learning.ts', 'rate: learningRate / (1 - beta1 ** step)', 'rate: learningRate'],
  ['wgsl-learning.ts', 'if (piece.isFirst == 0) { g += ${sum}; }', ''],
  ['wgsl-learning.ts', "optimizer.name === 'sgd' && l2 === 0 && !inParts", 'l2 === 0 && !inParts'],
  ['wgsl-learning.ts', '`g += ${number(l2)} * w;`', '`g -= ${number(l2)} * w;`'],
  ['wgsl-common.ts', 'loss = scale * sqrt(loss);', 'loss = sqrt(loss);'],
  ['wgsl-common.ts', 'd[k] = a[k] * (d[k] - mean);', 'd[k] = a[k] * d[k];'],
  ['wgsl-common.ts', "'2 * f32(entry & 255) / 255 - 1'", "'f32(entry & 255) / 255 - 0.5'"],
  ['wgsl-layers.ts', 'if (unit > 0) { back += deltas[at]; }', ''],
  ['wgsl-layers.ts', ": 'back *= slope(a);'}", ": ''}"],
  ['wgsl-layers.ts', 'deltas[delta + ${k}]`)};', 'deltas[delta]`)};'],
  ['wgsl-lists.ts', 'var value = 255u;', 'var value = 0u;'],
  ['wgsl-single.ts', ' * slope(a);', ';'],
  ['wgsl-single.ts', 'let delta = judged.delta[unit];', 'let delta = judged.delta[0];'],
];
