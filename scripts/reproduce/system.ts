import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';

/** One figure that a source published, and what counts as reproducing it. */
export interface PublishedFigure {
  /** Images trained on when it was measured. */
  readonly imagesSeen: number;
  /** As the source prints it. */
  readonly printed: string;
  /** Fewest and most right answers on the 10,000 test images that reproduce it; the same number twice for an exact count. */
  readonly accepted: readonly [fewest: number, most: number];
  /** Said beside the figure, when the source's own numbers need a word. */
  readonly note?: string;
}

/**
 * A published system: each file in `systems/` exports one as its default, and the file's name is the system's.
 * Nothing else needs to know of it.
 */
export interface PublishedSystem {
  readonly title: string;
  readonly source: string;
  readonly specification: NetworkSpecification;
  /** In the order of `imagesSeen`. */
  readonly figures: readonly PublishedFigure[];
}
