/** One step on this machine, recorded; fetched when the reader asks for it. */
import { breathe } from '../../../../lib/engine/breathe.ts';
import { findAdapter } from '../../../../lib/engine/webgpu/adapter.ts';
import { openGpu } from '../../../../lib/engine/webgpu/gpu.ts';
import { recordCalls } from '../../../../lib/engine/webgpu/record-calls.ts';
import recorder from '../../../../lib/engine/webgpu/record-calls.ts?raw';
import { createWebGpuEngine } from '../../../../lib/engine/webgpu/webgpu-engine.ts';
import { loadKernels } from '../../../../lib/engine/simd/load-kernels.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import type { DigitSet } from '../../../../lib/data/contract.ts';
import { engines } from '../../pictures/ask.ts';
import { fromSandbox } from '../kit/from-sandbox.ts';
import { BATCH, recordingFrom, specification, WARM_UP, type Recorded, type Recording } from './model.ts';
import step from './step.ts?raw';

const IMAGES = BATCH * (WARM_UP + 1);
/** On the processor so many steps are timed; the middle one counts. */
const TIMED = 15;

/** In the sandbox, where TensorFlow.js is. A pipeline's name there is the key that it is kept under. */
const THEIRS = `import * as tf from 'tf';
import { digits } from 'lab';
${recorder}
${step}
async function use() {
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js found no graphics card in the sandbox.');
  const { device, pipelineCache } = tf.backend();
  const { images, labels } = await digits('train', 0, ${IMAGES});
  const batch = (n) => {
    const x = new Float32Array(${BATCH} * 784), right = new Float32Array(${BATCH} * 10);
    for (let i = 0; i < ${BATCH}; i++) {
      images[n * ${BATCH} + i].forEach((grey, pixel) => (x[i * 784 + pixel] = grey / 255));
      right[i * 10 + labels[n * ${BATCH} + i]] = 1;
    }
    return { count: ${BATCH}, x, labels: right };
  };
  const oneStep = stepInTensorFlow(tf);
  for (let n = 0; n < ${WARM_UP}; n++) await oneStep(batch(n));
  const last = batch(${WARM_UP});
  const recording = recordCalls(device, (pipeline) => Object.keys(pipelineCache).find((key) => pipelineCache[key] === pipeline) ?? '');
  const start = performance.now();
  await oneStep(last);
  const milliseconds = performance.now() - start;
  return { calls: recording.stop(), milliseconds };
}`;

async function ours(data: DigitSet, signal: AbortSignal): Promise<Recording> {
  const { device } = await openGpu();
  const engine = await createWebGpuEngine(specification);
  try {
    for (let n = 0; n < WARM_UP; n++) await engine.train(data, BATCH, signal);
    const recording = recordCalls(device);
    const start = performance.now();
    await engine.train(data, BATCH, signal);
    const milliseconds = performance.now() - start;
    return { calls: recording.stop(), milliseconds };
  } finally {
    engine.dispose();
  }
}

async function onProcessor(data: DigitSet, signal: AbortSignal): Promise<number | null> {
  const module = await loadKernels();
  if (!module) return null;
  const engine = new SimdEngine(specification, module);
  try {
    const times: number[] = [];
    for (let n = 0; n < WARM_UP + TIMED; n++) {
      const start = performance.now();
      await engine.train(data, BATCH, signal);
      if (n >= WARM_UP) times.push(performance.now() - start);
      await breathe();
    }
    return times.sort((a, b) => a - b)[Math.floor(TIMED / 2)]!;
  } finally {
    engine.dispose();
  }
}

/** One step of S2's network by both, and by the processor. Tells what it is at. Rejects in plain words. */
export async function recordHere(onAt: (words: string) => void, signal: AbortSignal): Promise<Recorded> {
  onAt('The first 150 training images are fetched…');
  const data = await (await engines()).digits('train', 0, IMAGES);
  const processor = await onProcessor(data, signal);
  const found = await findAdapter();
  if ('because' in found) return { adapter: found.because, card: null, processor };
  const { vendor, architecture, description } = found.adapter.info;
  const adapter = description || [vendor, architecture].filter(Boolean).join(' ') || 'this graphics card';
  onAt("This book's kernels make a step…");
  const book = await ours(data, signal);
  onAt('TensorFlow.js is started, and makes a step…');
  const tensorflow = recordingFrom((await fromSandbox('', THEIRS, { signal })).value);
  return { adapter, card: { tensorflow, book }, processor };
}
