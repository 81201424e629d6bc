export const leakyRelu = (z: number): number => (z > 0 ? z : 0.01 * z);
export const slope = (z: number): number => (z > 0 ? 1 : 0.01);
