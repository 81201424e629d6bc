import { readMnist } from '../../../../lib/data/originals.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import { largest, readImages } from '../../../../lib/nn/images.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { kept } from '../kit/kept.ts';
import { FEW_IMAGES, overfitting } from '../networks/networks.ts';
import { compiled } from '../networks/trained.ts';
import { EPOCHS, type Course, type LearntImage } from './model.ts';

const WIDE = 128;
const NARROW = 8;
/** Held back, as in the chapter's table. */
const VALIDATION = { from: 32_000, count: 10_000 };
const MOST_SHOWN = 12;

const { signal } = new AbortController();

/** One network's course, and its answers to the training images at each point. */
async function courseOf(units: number): Promise<Course & { readonly answers: readonly Uint8Array[] }> {
  const { images, labels } = readMnist('train');
  const few = {
    count: FEW_IMAGES,
    images: images.subarray(0, FEW_IMAGES * 784),
    labels: labels.subarray(0, FEW_IMAGES),
  };
  const { from, count } = VALIDATION;
  const held = {
    count,
    images: images.subarray(from * 784, (from + count) * 784),
    labels: labels.subarray(from, from + count),
  };
  const x = new Float32Array(FEW_IMAGES * 784); // [2000, 784]
  readImages(few.images, Array.from({ length: FEW_IMAGES }, (_, n) => n), 784, x); // prettier-ignore
  const engine = new SimdEngine(overfitting(units), await compiled);
  const [training, validation, answers]: [number[], number[], Uint8Array[]] = [[], [], []];
  for (let epoch = 0; epoch <= EPOCHS; epoch++) {
    if (epoch > 0) await engine.train(few, FEW_IMAGES, signal);
    const outputs = await engine.predict(x);
    const now = Uint8Array.from({ length: FEW_IMAGES }, (_, n) => largest(outputs, n * 10, 10));
    answers.push(now);
    training.push(now.filter((answer, n) => answer === few.labels[n]).length / FEW_IMAGES);
    validation.push((await engine.evaluate(held, signal)).correct / count);
  }
  engine.dispose();
  return { units, training, validation, answers };
}

export interface Given {
  readonly wide: Course;
  readonly narrow: Course;
  readonly images: readonly LearntImage[];
}

async function make(): Promise<Given> {
  const [{ answers: ofWide, ...wide }, { answers: ofNarrow, ...narrow }] = [
    await courseOf(WIDE),
    await courseOf(NARROW),
  ];
  const { images, labels } = readMnist('train');
  // Learnt late by the wide network, and not at all by the narrow one.
  const learntAt = (n: number): number => ofWide.findLastIndex((answers) => answers[n] !== labels[n]) + 1;
  const heart = Array.from({ length: FEW_IMAGES }, (_, n) => n)
    .filter((n) => ofWide[EPOCHS]![n] === labels[n] && ofNarrow[EPOCHS]![n] !== labels[n])
    .sort((a, b) => learntAt(b) - learntAt(a) || a - b)
    .slice(0, MOST_SHOWN);
  return {
    wide,
    narrow,
    images: heart.map((n) => ({
      image: n + 1,
      label: labels[n]!,
      pixels: bytesToText(images.slice(n * 784, (n + 1) * 784)),
      answers: ofWide.map((answers) => answers[n]!),
      narrow: ofNarrow[EPOCHS]![n]!,
    })),
  };
}

/** Two networks on 2,000 images, epoch by epoch, and images that only the wide one has learnt. */
export default async function atBuild(): Promise<Given> {
  return kept('gap', make);
}
