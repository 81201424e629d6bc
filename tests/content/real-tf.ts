// What 'tf' is, by its own types.
export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
