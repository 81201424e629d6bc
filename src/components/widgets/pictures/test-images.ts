import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { TEST_COUNT, type DigitSet } from '../../../lib/data/contract.ts';
import { explainError } from '../digits/loading.ts';
import { engines } from './ask.ts';

export type Explained = ReturnType<typeof explainError>;

const images = signal<DigitSet | null>(null);
const problem = signal<Explained | null>(null);
let underWay = false;

async function load(): Promise<void> {
  if (underWay || images.peek()) return;
  underWay = true;
  problem.value = null;
  try {
    images.value = await (await engines()).digits('test', 0, TEST_COUNT);
  } catch (error) {
    problem.value = explainError(error);
  } finally {
    underWay = false;
  }
}

export interface TestImages {
  /** All 10,000 (8 MB), one copy for all pictures of a page; null until they are here. */
  readonly images: ReadonlySignal<DigitSet | null>;
  readonly problem: ReadonlySignal<Explained | null>;
  readonly retry: () => void;
}

/** The test images, fetched when the first picture that needs them appears. */
export function useTestImages(): TestImages {
  useEffect(() => void load(), []);
  return { images, problem, retry: () => void load() };
}
