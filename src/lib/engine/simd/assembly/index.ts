export { activate, slopes } from './activations';
export { arrangeKernels, convolve } from './convolution';
export { kernelGradient, listPatches, patchDelta } from './convolution-gradient';
export { catchUp, listLagging, markSeen } from './catch-up';
export { deltaRule, exactForward } from './delta-rule';
export { denseDelta, denseForward, denseUpdate } from './dense';
export { listBytes, listFloats, listRows, maskLists, sortByPixel } from './lists';
export { flushTiny, setOptimizer, updateAll } from './optimizers';
export { drawMask, skipWords } from './random';
export { foldRows, forwardOne, forwardTwo, sumRows, updateOne, updateTwoAdam, updateTwoAdd, updateTwoMomentum, updateTwoNesterov, updateTwoRmsprop, updateTwoSgd } from './sparse';
export { sparseDelta } from './sparse-delta';

/** True when the `size` numbers (a multiple of 4) at this address are all finite. */
export function allFinite(address: usize, size: usize): bool {
  let sum = f32x4.splat(0);
  for (const end = address + size * 4; address < end; address += 16) {
    const value = v128.load(address);
    sum = f32x4.add(sum, f32x4.sub(value, value)); // 0, or NaN for ±∞ and NaN
  }
  return !v128.any_true(f32x4.ne(sum, sum));
}
