import { chromium } from '@playwright/test';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import { browserVersion, findBrowser } from '../../scripts/lib/browser.mjs';
import type { Contender, Missing } from './contender.ts';
import { correctWith, firstWeights, readerModule } from './in-node.ts';

const NAME = "reader's update (solution of chapter 3)";
const ORIGIN = 'http://bench.invalid'; // answered by the test itself, never by a network

/** The worker's text: the reader's module and a message handler, in a `data:` worker as in the page's sandbox. */
const workerText = (): string => `${readerModule()}
onmessage = ({ data: { images, labels, weights } }) => {
  const seconds = readerPass(update, images, labels, weights);
  postMessage({ seconds, weights });
};`;

/** Runs in the page: fetches the images, hands them to a fresh worker, and waits for its pass. */
async function passInPage({ text, first }: { text: string; first: number[] }): Promise<{ seconds: number; weights: number[] }> {
  const load = async (name: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer());
  const [images, labels, weights] = [await load('images'), await load('labels'), Float32Array.from(first)];
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(text)}`, { type: 'module' });
  const answer = await new Promise<{ seconds: number; weights: Float32Array }>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ seconds: number; weights: Float32Array }>) => { resolve(data); };
    worker.onerror = (event) => { reject(new Error(event.message)); };
    worker.postMessage({ images, labels, weights }, [images.buffer, labels.buffer]);
  });
  worker.terminate();
  return { seconds: answer.seconds, weights: Array.from(answer.weights) };
}

export async function readerInBrowser(train: DigitSet, test: DigitSet): Promise<Contender | Missing> {
  const file = await findBrowser({ install: false });
  if (!file) return { name: NAME, missing: 'no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome' };
  const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/images') await route.fulfill({ body: Buffer.from(train.images.buffer), contentType: 'application/octet-stream' });
    else if (path === '/labels') await route.fulfill({ body: Buffer.from(train.labels.buffer), contentType: 'application/octet-stream' });
    else await route.fulfill({ body: '<!doctype html><title>Bench</title>', contentType: 'text/html' });
  });
  await page.goto(`${ORIGIN}/`);
  return {
    name: NAME,
    by: browserVersion(file),
    async pass() {
      const { seconds, weights } = await page.evaluate(passInPage, { text: workerText(), first: Array.from(firstWeights()) });
      return { seconds, correct: correctWith(Float32Array.from(weights), test) };
    },
    close: () => browser.close(),
  };
}
