import * as core from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import './conv-filter-gradient.ts';

// The entry of the one file that scripts/vite/sandbox-tensorflow.mjs makes, and that a worker of the sandbox imports.
// Nothing else imports it: it would bring all of TensorFlow.js along.

/** What readers' code gets as `tf`. */
export const tf = Object.freeze({ ...core, ...layers });
export { chooseBackend } from './choose-backend.ts';
