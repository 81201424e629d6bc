/** Counts the test images that the workbench's small networks have right after each epoch, and writes them down: `node scripts/presets.ts`. Takes a quarter of an hour. */
import { writeFileSync } from 'node:fs';
import { readMnist } from '../src/lib/data/originals.ts';
import { createSimdEngine } from '../src/lib/engine/simd/simd-engine.ts';
import { readLink } from '../src/lib/systems/link.ts';

const FILE = new URL('../src/components/widgets/workbench/small-networks.json', import.meta.url);
const SEEDS = 3;

const ADAM = 'optimizer=adam&learningRate=0.001';
const NETWORKS: readonly { readonly name: string; readonly link: string; readonly epochs: number }[] = [
  { name: 'One layer', link: 'layers=10', epochs: 5 },
  { name: '32 hidden units', link: `layers=32:relu,10&${ADAM}`, epochs: 5 },
  { name: '64 hidden units', link: `layers=64:relu,10&${ADAM}`, epochs: 6 },
  { name: '128 hidden units', link: `layers=128:relu,10&${ADAM}`, epochs: 6 },
  { name: 'Two hidden layers', link: `layers=256:relu:0.2,128:relu:0.2,10&${ADAM}&batchSize=60`, epochs: 8 },
  { name: 'One convolution', link: `convolutions=8x5:relu:2&layers=64:relu,10&${ADAM}`, epochs: 6 },
  { name: 'Two convolutions', link: `convolutions=8x5:relu:2,16x5:relu:2&layers=10&${ADAM}`, epochs: 5 },
];

const [train, test] = [readMnist('train'), readMnist('test')];
const never = new AbortController().signal;

/** Test images right after each epoch, from one seed. */
async function rightOf(link: string, seed: number, epochs: number): Promise<number[]> {
  const engine = await createSimdEngine({ ...readLink(link).network.specification, seed });
  const right: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    await engine.train(train, train.count, never);
    right.push((await engine.evaluate(test, never)).correct);
  }
  engine.dispose();
  return right;
}

const networks = [];
for (const { name, link, epochs } of NETWORKS) {
  const bySeed: number[][] = [];
  for (let seed = 0; seed < SEEDS; seed++) bySeed.push(await rightOf(link, seed, epochs));
  const right = bySeed[0]!.map((_, epoch) => Math.round(bySeed.reduce((sum, one) => sum + one[epoch]!, 0) / SEEDS));
  networks.push({ name, link, right, bySeed });
  console.warn(name, right.join(' '));
}
writeFileSync(FILE, `${JSON.stringify({ by: 'scripts/presets.ts', seeds: SEEDS, networks }, null, 2)}\n`);
