import * as core from '@tensorflow/tfjs-core';
import * as realLayers from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import type * as mine from '../../../src/lib/sandbox/tf-types.ts';

type Mine = typeof mine;
/** Methods are compared in both directions of their parameters: our tensors have fewer members than the real ones. */
type Loose<F> = F extends (...args: infer A) => infer R ? { method(...args: A): R }['method'] : never;
/** Callbacks are compared strictly inside them: the two lists of chapters' code compile against both (listings.test.ts). */
type Callbacks = 'grad' | 'grads' | 'tidy';
type Values = Exclude<keyof Mine, Callbacks | 'layers' | 'losses' | 'train'>;
type LooseAll<T, Without = never> = { [K in Exclude<keyof T, Without>]: Loose<T[K]> };

const real = { ...core, ...realLayers };
// A name, a parameter or a result that TensorFlow.js does not have so fails the check of types.
const functions: { [K in Values]: Loose<Mine[K]> } = real;
const layers: LooseAll<Mine['layers']> = real.layers;
const losses: LooseAll<Mine['losses']> = real.losses;
const train: LooseAll<Mine['train']> = real.train;

const names: Readonly<Record<Callbacks, true>> = { grad: true, grads: true, tidy: true };

it('declares for the editor only what TensorFlow.js has', () => {
  for (const group of [functions, layers, losses, train]) expect(typeof group).toBe('object');
  for (const name of Object.keys(names) as Callbacks[]) expect(typeof real[name]).toBe('function');
});
