import {
  backend_util,
  Conv2DBackpropFilter,
  conv2d,
  pad,
  registerKernel,
  slice,
  tidy,
  transpose,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropFilterInputs,
  type KernelFunc,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/**
 * The gradient of a convolution with respect to its filter, which the wasm backend of TensorFlow.js 4.22 lacks,
 * made of what it has: it is a convolution too, of the images with the deltas as filter,
 * dW[i, j, c, k] = Σ x[n, s·p + i, s·q + j, c] · dy[n, p, q, k] over n, p, q. Strides s become dilations.
 */
const kernelFunc = (({ inputs, attrs }: { inputs: Conv2DBackpropFilterInputs; attrs: Conv2DBackpropFilterAttrs }) =>
  tidy(() => {
    const { strides, pad: padding, dataFormat, dimRoundingMode, filterShape } = attrs;
    if (dataFormat !== 'NHWC')
      throw new Error(`Conv2DBackpropFilter on wasm: expected data format NHWC, got ${dataFormat}`);
    const [x, dy] = [inputs.x as Tensor4D, inputs.dy as Tensor4D]; // [n, height, width, c], [n, p, q, k]
    const { padInfo, strideHeight, strideWidth } = backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      padding,
      dimRoundingMode,
    );
    const padded = pad(x, [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ]);
    const images = transpose(padded, [3, 1, 2, 0]) as Tensor4D; // [c, height, width, n]
    const deltas = transpose(dy, [1, 2, 0, 3]) as Tensor4D; // [p, q, n, k]
    const sums = conv2d(images, deltas, 1, 'valid', 'NHWC', [strideHeight, strideWidth]); // [c, i, j, k], or a little more
    const [height, width, channels, filters] = filterShape;
    return transpose(slice(sums, [0, 0, 0, 0], [channels, height, width, filters]), [1, 2, 0, 3]); // [i, j, c, k]
  })) as unknown as KernelFunc;

registerKernel({ kernelName: Conv2DBackpropFilter, backendName: 'wasm', kernelFunc });
