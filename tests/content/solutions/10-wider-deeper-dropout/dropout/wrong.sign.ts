type Vector = Float32Array;

export function dropoutMask(count: number, share: number, draw: () => number): Vector {
  return Float32Array.from({ length: count }, () => (draw() >= share ? 1 / (1 - share) : 0));
}

export const drop = (values: Vector, mask: Vector): Vector => values.map((value, i) => value * mask[i]);
export const dropDeltas = (deltas: Vector, mask: Vector): Vector => deltas.map((value, i) => -value * mask[i]);
