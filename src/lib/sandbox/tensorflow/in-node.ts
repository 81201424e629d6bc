import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm'; // in Node it finds its own WebAssembly
import * as layers from '@tensorflow/tfjs-layers';
import { freezeTensorFlow } from '../runtime/freeze-tensorflow.ts';
import './conv-filter-gradient.ts';

let started: Promise<object> | undefined;

async function start(): Promise<object> {
  await core.setBackend('wasm');
  const tf = { ...core, ...layers };
  freezeTensorFlow(tf);
  return tf;
}

/** What readers' code gets as `tf`, for `judge` in Node: from the packages, computed in WebAssembly, as in most browsers. */
export const tensorFlowInNode = (): Promise<object> => (started ??= start());
