import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import { EVERY, POINTS, SPECIFICATIONS, type Kind, type Sets } from './model.ts';

const SLICE = 100; // images

/** Trains one network on one set; tells the share right of the test images every 1,000 images. `breathe` is awaited between slices. */
export async function* course(
  kind: Kind,
  { train, test }: Sets,
  module: WebAssembly.Module,
  signal: AbortSignal,
  breathe: () => Promise<void> = () => Promise.resolve(),
): AsyncGenerator<number> {
  const engine = new SimdEngine(SPECIFICATIONS[kind], module);
  try {
    for (let point = 0; point < POINTS; point++) {
      for (let done = 0; done < EVERY;) {
        const { images } = await engine.train(train as never, Math.min(SLICE, EVERY - done), signal);
        done += images;
        await breathe();
        signal.throwIfAborted();
      }
      const { correct, count } = await engine.evaluate(test as never, signal);
      yield correct / count;
    }
  } finally {
    engine.dispose();
  }
}
