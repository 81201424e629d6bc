export const dropoutMask = (count: number, share: number, draw: () => number): Float32Array => new Float32Array(count).fill(draw() < share ? 0 : 1 / (1 - share));
export const drop = (values: Float32Array, mask: Float32Array): Float32Array => values.map((value, i) => value * mask[i]);
export const dropDeltas = drop;
