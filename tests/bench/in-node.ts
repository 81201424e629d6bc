import { readFileSync } from 'node:fs';
import { transform } from 'sucrase';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import { evaluate } from '../../src/lib/nn/evaluation.ts';
import { Network } from '../../src/lib/nn/network.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { Training } from '../../src/lib/nn/training.ts';
import * as s4 from '../../src/lib/systems/published/s4.ts';
import type { Contender } from './contender.ts';
import { engineNamed, timeTraining } from './epoch.ts';
import type { readerPass } from './reader-pass.ts';

/** The chapter's own solution, which stands for what readers write. */
export const SOLUTION = new URL('../../src/content/chapters/03-the-delta-rule/update/solution.ts', import.meta.url);
const nothingToClose = (): Promise<void> => Promise.resolve();

/** Right answers on the test images with these weights [784, 10]. */
export function correctWith(weights: Float32Array, test: DigitSet): number {
  const network = new Network(s4.specification, new RandomState(0));
  network.parameters[0]!.values.set(weights);
  return evaluate(network, test).correct;
}

/** S4's initial weights, [784, 10]. */
const firstWeights = (): Float32Array<ArrayBuffer> =>
  new Network(s4.specification, new RandomState(s4.specification.seed)).parameters[0]!.values;

/** The chapter's solution and the pass around it as one module of plain JavaScript, compiled as the page compiles readers' code. */
function readerModule(): string {
  const compile = (url: URL): string =>
    transform(readFileSync(url, 'utf8'), { transforms: ['typescript'], disableESTransforms: true }).code;
  return `${compile(SOLUTION)}\n${compile(new URL('reader-pass.ts', import.meta.url))}`;
}

export function referenceContender(train: DigitSet, test: DigitSet): Contender {
  return {
    name: 'reference engine',
    by: `Node ${process.versions.node}`,
    pass() {
      const training = new Training(s4.specification);
      const start = performance.now();
      training.train(train, train.count);
      const seconds = (performance.now() - start) / 1000;
      return Promise.resolve({ seconds, correct: evaluate(training.network, test).correct });
    },
    close: nothingToClose,
  };
}

export function simdContender(train: DigitSet, test: DigitSet): Contender {
  return {
    name: 'simd engine',
    by: `Node ${process.versions.node}`,
    async pass() {
      const engine = await engineNamed('simd', s4.specification);
      const seconds = await timeTraining(engine, train, train.count);
      return { seconds, correct: (await engine.evaluate(test, new AbortController().signal)).correct };
    },
    close: nothingToClose,
  };
}

export async function readerInNode(train: DigitSet, test: DigitSet): Promise<Contender> {
  const url = `data:text/javascript;base64,${Buffer.from(readerModule()).toString('base64')}`;
  const module = (await import(url)) as { update: Parameters<typeof readerPass>[0]; readerPass: typeof readerPass };
  return {
    name: "reader's update",
    by: `Node ${process.versions.node}`,
    pass() {
      const weights = firstWeights();
      const seconds = module.readerPass(module.update, train.images, train.labels, weights);
      return Promise.resolve({ seconds, correct: correctWith(weights, test) });
    },
    close: nothingToClose,
  };
}
