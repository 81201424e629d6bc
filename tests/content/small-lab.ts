import type { DigitSetName } from '../../src/lib/data/contract.ts';
import { TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { ReferenceEngine } from '../../src/lib/engine/reference/reference-engine.ts';
import { specificationOf } from '../../src/lib/sandbox/lab-network.ts';
import type { LabHost } from '../../src/lib/sandbox/lab.ts';
import { trainedResult } from '../../src/lib/sandbox/runtime/requests.ts';
import { readDigits } from './mnist-files.ts';

/** So many images are enough to see that a program runs; on all of them, each answer with each seed would take minutes. */
const AT_MOST = 200;
const { signal } = new AbortController();

const some = (set: DigitSetName, from: number, to: number): ReturnType<typeof readDigits> =>
  readDigits(set, from, Math.min(to, from + AT_MOST));
const digitSet = (set: DigitSetName) => ({ count: AT_MOST, ...some(set, 0, AT_MOST) });

/** What `lab` gives the programs of exercises when they are judged by the dozen: real digits and real training, of few images. */
export const smallLab: Partial<LabHost> = {
  digits: async (...range) => some(...range),
  async train(settings, onProgress) {
    const engine = new ReferenceEngine(specificationOf(settings));
    const report = await engine.train(digitSet('train'), AT_MOST, signal);
    const { correct, count, loss } = await engine.evaluate(digitSet('test'), signal);
    const accuracy = correct / count;
    // As often as a program expects to hear of it at least: at the end of each epoch.
    const { epochs = 1, images = TRAIN_COUNT } = settings;
    const told = {
      imagesTotal: epochs * images,
      trainAccuracy: report.correct / report.images,
      trainLoss: report.lossSum / report.images,
      testAccuracy: accuracy,
    };
    for (let epoch = 1; epoch <= epochs; epoch++) onProgress?.({ imagesSeen: epoch * images, ...told });
    return trainedResult({
      accuracy,
      curve: [{ imagesSeen: AT_MOST, accuracy, loss }],
      tensors: await engine.readWeights(),
    });
  },
};
