/// <reference lib="webworker" />
import { zipSync } from 'fflate';
import { dataSetNamed } from '../data-sets.ts';
import { writeIdx } from '../idx.ts';
import type { Answered, Asked } from './in-worker.ts';
import { MOST_READ, readFiles, type Decoded } from './read.ts';

declare const self: DedicatedWorkerGlobalScope;

/** The colours as the file has them, so that every browser gives the same image. */
async function decode(png: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    const share = Math.min(1, MOST_READ / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((length) => Math.max(1, Math.round(length * share)));
    const pen = new OffscreenCanvas(width!, height!).getContext('2d', { willReadFrequently: true })!;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, width!, height!);
    return { rgba: pen.getImageData(0, 0, width!, height!).data, width: width!, height: height! };
  } finally {
    bitmap.close();
  }
}

/** Reads or packs once, answers, and is then of no more use. */
self.addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  const answer = (answered: Answered, transfer: Transferable[] = []): void => self.postMessage(answered, transfer);
  let last = -Infinity;
  try {
    if ('pack' in data) {
      const { images, labels } = writeIdx(data.pack, dataSetNamed().side);
      const zip = zipSync({
        [`${data.name}-images-idx3-ubyte`]: images,
        [`${data.name}-labels-idx1-ubyte`]: labels,
      });
      answer({ packed: new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' }) });
      return;
    }
    const read = await readFiles(data.files, decode, (done, of) => {
      if (performance.now() < last + 100) return;
      last = performance.now();
      answer({ done, of });
    });
    answer({ read }, [read.images.buffer, read.labels.buffer]);
  } catch (error) {
    answer({ failed: error instanceof Error ? error.message : String(error) });
  }
});
