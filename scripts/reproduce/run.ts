import type { DigitSet } from '../../src/lib/data/contract.ts';
import { evaluate } from '../../src/lib/nn/evaluation.ts';
import { Training } from '../../src/lib/nn/training.ts';
import type { PublishedFigure, PublishedSystem } from './system.ts';

/** One published figure beside ours. */
export interface ReproducedFigure extends PublishedFigure {
  readonly correct: number;
  readonly equal: boolean;
  /** Time spent training up to here, without the tests. */
  readonly seconds: number;
}

export interface Reproduction {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly engine: 'reference';
  readonly figures: readonly ReproducedFigure[];
  /** True when every figure is equal. */
  readonly equal: boolean;
  readonly seconds: number;
}

/** Trains a published system and measures it where its source did. */
export function reproduce(
  name: string,
  system: PublishedSystem,
  train: DigitSet,
  test: DigitSet,
  onFigure: (figure: ReproducedFigure) => void,
): Reproduction {
  const training = new Training(system.specification);
  let milliseconds = 0;
  const figures = system.figures.map((published) => {
    const start = performance.now();
    training.train(train, published.imagesSeen - training.imagesSeen);
    milliseconds += performance.now() - start;
    const { correct } = evaluate(training.network, test);
    const [fewest, most] = published.accepted;
    const figure = { ...published, correct, equal: fewest <= correct && correct <= most, seconds: milliseconds / 1000 };
    onFigure(figure);
    return figure;
  });
  const { title, source } = system;
  return { name, title, source, engine: 'reference', figures, equal: figures.every(({ equal }) => equal), seconds: milliseconds / 1000 };
}
