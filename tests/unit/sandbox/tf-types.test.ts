import { readFileSync } from 'node:fs';
import * as core from '@tensorflow/tfjs-core';
import * as realLayers from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import type * as mine from '../../../src/lib/sandbox/tf-types.ts';

type Mine = typeof mine;
/** Our tensors have fewer members than the real ones, which a function takes, and say no rank. */
type Real<T> = T extends mine.Variable
  ? core.Variable
  : T extends mine.Tensor
    ? core.Tensor<never>
    : T extends mine.Tensor[]
      ? core.Tensor<never>[]
      : T;
type RealAll<A extends unknown[]> = { [I in keyof A]: Real<A[I]> };
/** As a method: those are compared in both directions of their parameters. */
type Held<F> = F extends (...args: infer A) => infer R ? { method(...args: RealAll<A>): R }['method'] : never;
type HeldAll<T> = { [K in keyof T]: Held<T[K]> };
/** Their parameters hold our tensors and layers deeper down: chapters' code compiles against both types of them (listings.test.ts). */
type Deeper = 'grad' | 'grads' | 'tidy' | 'sequential' | 'dispose';
type Functions = HeldAll<Omit<Mine, Deeper | 'layers' | 'losses' | 'train'>>;

const real = { ...core, ...realLayers };
// A name, a parameter or a result that TensorFlow.js does not have so fails the check of types.
const functions: Functions = real;
const layers: HeldAll<Mine['layers']> = real.layers;
const losses: HeldAll<Mine['losses']> = real.losses;
const train: HeldAll<Mine['train']> = real.train;

export const held = { functions, layers, losses, train };

/** Names of functions in the file, by the object they stand in. */
function declared(): readonly (readonly [group: string, name: string])[] {
  let group = '';
  return readFileSync('src/lib/sandbox/tf-types.ts', 'utf8')
    .split('\n')
    .flatMap((line) => {
      group = /^export declare const (\w+): \{/.exec(line)?.[1] ?? (line.startsWith(' ') ? group : '');
      const name = (/^export declare function (\w+)/.exec(line) ?? (group ? /^ {2}(\w+)\(/.exec(line) : null))?.[1];
      return name ? [[group, name] as const] : [];
    });
}

it('declares for the editor only what TensorFlow.js has', () => {
  const functionsOf = (group: string) =>
    (group === '' ? real : real[group as 'layers']) as unknown as Readonly<Record<string, unknown>>;
  expect(declared().length).toBeGreaterThan(50);
  expect(declared().filter(([group, name]) => typeof functionsOf(group)[name] !== 'function')).toEqual([]);
});
