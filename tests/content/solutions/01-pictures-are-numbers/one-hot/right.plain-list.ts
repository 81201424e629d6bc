import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  return '0123456789'.split('').map((name) => Number(name === String(digit))) as any;
}
