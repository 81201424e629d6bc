import { readMnist } from '../../../../lib/data/originals.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { kept } from '../kit/kept.ts';
import { compiled } from '../networks/trained.ts';
import { JUDGED_BY, KINDS, shuffledSets, TRAINED_ON, type Curves, type Sets } from './model.ts';
import { course } from './train.ts';

const SHOWN = 10;

function firstOf(set: 'train' | 'test', count: number): Sets['train'] {
  const { images, labels } = readMnist(set);
  return { count, images: images.subarray(0, count * 784), labels: labels.subarray(0, count) };
}

async function all(shares: AsyncIterable<number>): Promise<number[]> {
  const list: number[] = [];
  for await (const share of shares) list.push(share);
  return list;
}

async function curvesOf(): Promise<Curves> {
  const inOrder: Sets = { train: firstOf('train', TRAINED_ON), test: firstOf('test', JUDGED_BY) };
  const moved = shuffledSets(inOrder);
  const module = await compiled;
  const { signal } = new AbortController();
  const found = KINDS.map(async (kind) => [
    kind,
    {
      inOrder: await all(course(kind, inOrder, module, signal)),
      shuffled: await all(course(kind, moved, module, signal)),
    },
  ]);
  return Object.fromEntries(await Promise.all(found)) as Curves;
}

/** Ten digits, and how four networks learn: dense and convolutions, with the pixels in order and shuffled. */
export default async function atBuild(): Promise<{ digits: string; labels: number[]; curves: Curves }> {
  const curves = await kept('shuffled-pixels', curvesOf);
  const { images, labels } = firstOf('train', SHOWN);
  return { digits: bytesToText(images), labels: [...labels], curves };
}
