import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { readSet } from '../../../lib/data/prepared.ts';
import { Training } from '../../../lib/nn/training.ts';
import { NETWORKS } from '../explain/networks/networks.ts';
import { trainedNetwork } from '../explain/networks/trained.ts';
import { scaleEnd } from '../weights/scale.ts';
import { network, recorded } from './at-build.ts';
import { cardPng, type Tile } from './card.ts';
import { FIRST } from './snapshots.ts';

/** What a card shows beside its chapter's number. */
interface CardPictures {
  readonly tiles: readonly Tile[];
  /** What these are, for those who cannot see them. */
  readonly name: string;
}

/** So many pictures stand on a chapter's card. */
const SHOWN = 6;
const { side, classes } = dataSetNamed(network.specification.data);

/** Columns `from` and following of weights [inputs, outputs], on one scale. */
function columns(weights: Float32Array, from = 0, count = SHOWN): readonly Tile[] {
  const inputs = side * side;
  const outputs = weights.length / inputs;
  const end = scaleEnd(weights);
  return Array.from({ length: count }, (_, n) => ({
    side,
    kind: 'weights',
    values: Float32Array.from({ length: inputs }, (_place, i) =>
      Math.max(-1, Math.min(1, weights[i * outputs + ((from + n) % outputs)]! / end)),
    ),
  }));
}

/** An image as ink. */
function inked(image: Uint8Array): Tile {
  return { side, kind: 'ink', values: Float32Array.from(image, (grey) => grey / 255) };
}
const testImage = (n: number): Uint8Array => readSet('test').images.subarray(n * side * side, (n + 1) * side * side);

/** The first test images of these digits. */
const written = (digits: string): readonly Tile[] =>
  [...digits].map((digit) => inked(testImage(readSet('test').labels.indexOf(classes.indexOf(digit)))));

/** Weights of chapter 3's rule after so many lessons. */
function afterLessons(lessons: number): Float32Array {
  const training = new Training(network.specification);
  training.train(readSet('train'), lessons);
  return training.network.parameters[0]!.values;
}

/** Weights of a softmax layer after one step of 30 images, from zeros: the batch's own gradient, turned. */
function afterBatch(images: number): Float32Array {
  const training = new Training({ ...NETWORKS.single.specification, initialization: 'zeros', batchSize: images });
  training.train(readSet('train'), images);
  return training.network.parameters[0]!.values;
}

const hidden = async (from: number): Promise<CardPictures> => ({
  tiles: columns((await trainedNetwork('hidden'))[0]!.values, from),
  name: 'weights of six hidden units',
});

async function kernels(): Promise<CardPictures> {
  const { values } = (await trainedNetwork('floors'))[0]!;
  const { size } = NETWORKS.floors.specification.convolutions[0];
  const end = scaleEnd(values);
  return {
    tiles: Array.from({ length: SHOWN }, (_, k) => ({
      side: size,
      kind: 'weights',
      values: values
        .slice(k * size * size, (k + 1) * size * size)
        .map((weight) => Math.max(-1, Math.min(1, weight / end))),
    })),
    name: 'six kernels of a network with convolutions',
  };
}

/** What the cards of the chapters show, by number: each what the networks of its own chapter or part come to. Later ones show the last. */
const PICTURES: readonly (() => CardPictures | Promise<CardPictures>)[] = [
  () => ({ tiles: Array.from({ length: SHOWN }, (_, n) => inked(testImage(n))), name: 'six scanned digits' }),
  () => ({ tiles: columns(recorded().snapshots[FIRST]!), name: 'weights of six neurons after 500 images' }),
  () => ({ tiles: columns(afterLessons(20)), name: 'weights of six neurons after 20 lessons' }),
  () => ({ tiles: columns(recorded().snapshots.at(-1)!), name: 'weights of six neurons after one pass' }),
  async () => ({
    tiles: columns((await trainedNetwork('single'))[0]!.values),
    name: 'weights of six neurons, learned with softmax and cross-entropy',
  }),
  () => ({ tiles: columns(afterBatch(30)), name: 'weights of six neurons after one batch of 30 images' }),
  ...[0, 6, 12, 18, 24, 2].map((from) => () => hidden(from)),
  kernels,
];

/** What the card of the chapter of this number shows. */
export function cardPictures(chapter: number): CardPictures | Promise<CardPictures> {
  const pictures = PICTURES[chapter - 1] ?? kernels;
  return pictures();
}

/** The picture that stands for a chapter where a link to it is shared. */
export const chapterCard = async (chapter: number): Promise<Buffer> =>
  cardPng({ number: written(String(chapter)), tiles: (await cardPictures(chapter)).tiles, across: 3 });

/** The picture that stands for the book: what its first page teaches, after one pass over all images. */
export const bookCard = (): Buffer =>
  cardPng({ tiles: columns(recorded().snapshots.at(-1)!, 0, classes.length), across: 5 });
