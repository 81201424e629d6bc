import type { Arithmetic, ArithmeticName, EngineName } from './contract.ts';

/*
 * The same network from the same seed comes to the same weights only where each sum and product is rounded alike. What
 * decides that: the engine, whether the processor multiplies and adds in one step with one rounding or in two, and the
 * browser's own `exp`, `log`, `tanh` and powers, whose last bits the language leaves open.
 */

/** Every way of rounding, with the engine that has it. */
export const ARITHMETICS: Readonly<Record<ArithmeticName, EngineName>> = {
  reference: 'reference',
  'simd-plain': 'simd',
  'simd-fused': 'simd',
  webgpu: 'webgpu',
};

const POINTS = 512;
const FUNCTIONS: readonly ((x: number) => number)[] = [
  (x) => Math.exp(-x),
  (x) => Math.exp(x / 4),
  (x) => Math.log(x),
  (x) => Math.tanh(x / 8),
  (x) => (1 - 1 / (1 + x)) ** Math.ceil(x),
];

/** The last bits of this browser's `exp`, `log`, `tanh` and powers, as eight hexadecimal digits (FNV-1a over their values). */
function mathsOf(functions: readonly ((x: number) => number)[]): string {
  const values = new Float64Array(POINTS);
  let hash = 0x811c9dc5;
  for (const f of functions) {
    for (let i = 0; i < POINTS; i++) values[i] = f((i + 1) / 17);
    for (const byte of new Uint8Array(values.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

let here: string | undefined;

/** How this browser computes with the arithmetic of this name. */
export const arithmeticHere = (name: ArithmeticName): Arithmetic => ({ name, maths: (here ??= mathsOf(FUNCTIONS)) });

/** Whether both round everything alike, so that one seed gives the same weights. Graphics cards never promise that. */
export const roundsAlike = (a: Arithmetic, b: Arithmetic): boolean =>
  a.name === b.name && a.maths === b.maths && a.name !== 'webgpu';
