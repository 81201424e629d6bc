import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DigitSet } from '../../../lib/data/contract.ts';
import { dataSetNamed, type DataSetId } from '../../../lib/data/data-sets.ts';
import { explainError } from '../digits/loading.ts';
import { engines } from './ask.ts';
import type { ShownModel } from './picture.ts';

export type Explained = ReturnType<typeof explainError>;

/** The test images of one data set. */
class OneTestSet {
  readonly images: Signal<DigitSet | null> = signal(null);
  readonly problem: Signal<Explained | null> = signal(null);
  readonly #data: DataSetId | undefined;
  #underWay = false;

  constructor(data: DataSetId | undefined) {
    this.#data = data;
  }

  async load(): Promise<void> {
    if (this.#underWay || this.images.peek()) return;
    this.#underWay = true;
    this.problem.value = null;
    const options = this.#data ? { data: this.#data } : {};
    try {
      const all = dataSetNamed(this.#data).counts.test;
      this.images.value = await (await engines()).digits('test', 0, all, options);
    } catch (error) {
      this.problem.value = explainError(error);
    } finally {
      this.#underWay = false;
    }
  }
}

const sets = new Map<DataSetId | undefined, OneTestSet>();

function setOf(data: DataSetId | undefined): OneTestSet {
  const set = sets.get(data) ?? new OneTestSet(data);
  sets.set(data, set);
  return set;
}

export interface TestImages {
  /** All of them (8 MB of MNIST's), one copy for all pictures of a page; null until they are here. */
  readonly images: ReadonlySignal<DigitSet | null>;
  readonly problem: ReadonlySignal<Explained | null>;
  readonly retry: () => void;
}

/** The test images of what a model has learned from, fetched when the first picture that needs them appears. */
export function useTestImages(model: ReadonlySignal<ShownModel | null>): TestImages {
  const set = setOf(model.value?.specification.data);
  useEffect(() => void set.load(), [set]);
  return { images: set.images, problem: set.problem, retry: () => void set.load() };
}
