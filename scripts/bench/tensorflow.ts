/**
 * Times a training step of 784-490-10 (batch 30, momentum) by TensorFlow.js as readers' code has it: in a worker of the
 * sandbox, in plain JavaScript (cpu) and in WebAssembly (wasm), in turn in the same run.
 *
 *   node scripts/bench/tensorflow.ts [--json] [--rounds N]
 */
import { openBenchPage } from '../../tests/bench/bench-page.ts';
import { median } from '../../tests/bench/measure.ts';
import type { Passes } from '../../tests/bench/page/main.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

declare const passes: Passes; // in the page

const STEPS = 60;
const BACKENDS = { cpu: 'TensorFlow.js 4.22, plain JavaScript (cpu)', wasm: 'TensorFlow.js 4.22, WebAssembly (wasm)' };
type Backend = keyof typeof BACKENDS;

/** Chapter 12's model, trained as a reader trains it. Prints milliseconds a step, and the last loss as proof of the same work. */
const program = (backend: Backend): string => `
import * as tf from 'tf';
import { digits } from 'lab';

await tf.setBackend('${backend}');
const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 490, inputShape: [784], kernelInitializer }));
model.add(tf.layers.leakyReLU({ alpha: 0.01 }));
model.add(tf.layers.dense({ units: 10, kernelInitializer }));
model.compile({ optimizer: tf.train.momentum(0.003, 0.9), loss: tf.losses.softmaxCrossEntropy });

const [warmUp, steps, size] = [20, ${STEPS}, 30];
const { images, labels } = await digits('train', 0, (warmUp + steps) * size);
const batches = Array.from({ length: warmUp + steps }, (_, k) => {
  const x = new Float32Array(size * 784);
  images.slice(k * size, (k + 1) * size).forEach((image, n) => image.forEach((grey, i) => (x[n * 784 + i] = grey / 255)));
  const y = new Float32Array(size * 10);
  labels.slice(k * size, (k + 1) * size).forEach((label, n) => (y[n * 10 + label] = 1));
  return { x, y };
});
let [start, loss] = [0, 0];
for (const [k, batch] of batches.entries()) {
  if (k === warmUp) start = performance.now();
  const x = tf.tensor2d(batch.x, [size, 784]);
  const y = tf.tensor2d(batch.y, [size, 10]);
  loss = await model.trainOnBatch(x, y);
  tf.dispose([x, y]);
}
console.log(tf.getBackend(), (performance.now() - start) / steps, loss);`;

export interface TensorFlowStep {
  readonly name: string;
  /** Milliseconds a step, one number a round. */
  readonly milliseconds: readonly number[];
  readonly median: number;
  /** Of the last step. */
  readonly loss: number;
}

export interface TensorFlowBench {
  readonly by: string;
  readonly steps: readonly TensorFlowStep[];
}

interface Round {
  readonly milliseconds: number;
  readonly loss: number;
}

/** Times both in a browser of its own. Throws where there is no browser, or where the two do not do the same. */
export async function benchTensorFlow(rounds: number): Promise<TensorFlowBench> {
  const { page, by, close } = await openBenchPage();
  const roundOf = async (backend: Backend): Promise<Round> => {
    const said = await page.evaluate((code) => passes.program(code), program(backend));
    const [name, milliseconds, loss] = said.at(-1)!;
    if (name !== backend) throw new Error(`TensorFlow.js: expected the backend ${backend}, got ${name}`);
    return { milliseconds: Number(milliseconds), loss: Number(loss) };
  };
  try {
    const timed: Record<Backend, Round[]> = { cpu: [], wasm: [] };
    for (let round = 0; round < rounds; round++)
      for (const backend of ['cpu', 'wasm'] as const) timed[backend].push(await roundOf(backend));
    const steps = (['cpu', 'wasm'] as const).map((backend): TensorFlowStep => {
      const milliseconds = timed[backend].map((round) => round.milliseconds);
      return { name: BACKENDS[backend], milliseconds, median: median(milliseconds), loss: timed[backend][0]!.loss };
    });
    const [cpu, wasm] = steps as [TensorFlowStep, TensorFlowStep];
    if (!(Math.abs(cpu.loss - wasm.loss) < 1e-3))
      throw new Error(`TensorFlow.js: expected the same loss from both backends, got ${cpu.loss} and ${wasm.loss}`);
    return { by, steps };
  } finally {
    await close();
  }
}

export const reportTensorFlow = ({ by, steps }: TensorFlowBench): string =>
  table(
    ['784-490-10, batch 30, momentum, readers’ code', 'by', 'median ms a step', 'spread ms'],
    steps.map(({ name, milliseconds, median: middle }) => [
      name,
      by,
      middle.toFixed(1),
      `${Math.min(...milliseconds).toFixed(1)} to ${Math.max(...milliseconds).toFixed(1)}`,
    ]),
  );

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const result = await benchTensorFlow(rounds);
  console.log(json ? JSON.stringify(result, null, 2) : reportTensorFlow(result));
}
