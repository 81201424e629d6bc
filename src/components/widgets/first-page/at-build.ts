import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import { readSet } from '../../../lib/data/prepared.ts';
import { Training } from '../../../lib/nn/training.ts';
import { deltaRule } from '../../../lib/systems/delta-rule.ts';
import { networkOf } from '../../../lib/systems/network.ts';
import { answerOf, scoresOf } from './reading.ts';
import { MOMENTS, packSnapshots, PARTS, unpackSnapshots, FIRST, type PartName } from './snapshots.ts';

/** The layer that the first page teaches: from zeros, in the file's order, once over all images. */
export const network = networkOf({
  name: 'Ten neurons learn to read',
  ...deltaRule({ alpha: 0.0003, start: 'zeros' }),
});

/** What the build knows of the layer's way. */
export interface Recorded {
  /** The weights [pixels, outputs] at each moment, as they are kept. */
  readonly snapshots: readonly Float32Array<ArrayBuffer>[];
  /** Test images right at each moment, by the weights as they were: what the reader's own training comes to. */
  readonly right: readonly number[];
  /** A test image that the layer misreads at first and reads when it has learned. */
  readonly example: {
    readonly index: number;
    readonly image: readonly number[];
    readonly label: number;
    readonly scores: readonly number[];
  };
}

let known: Recorded | undefined;

/** Trains the layer and looks at it at each moment: a few seconds, once a build. */
export function recorded(): Recorded {
  if (known) return known;
  const { data } = network.specification;
  const dataSet = dataSetNamed(data);
  const [pixels, outputs] = [pixelsOf(dataSet), dataSet.classes.length];
  const [train, test] = [readSet('train', data), readSet('test', data)];
  const training = new Training(network.specification);
  let seen = 0;
  const exact = MOMENTS.map((moment) => {
    training.train(train, moment - seen);
    seen = moment;
    return training.network.parameters[0]!.values.slice();
  });
  const snapshots = unpackSnapshots(packSnapshots(exact, outputs), pixels, outputs);
  const imageAt = (n: number): Uint8Array => test.images.subarray(n * pixels, (n + 1) * pixels);
  const answers = (weights: Float32Array): (number | null)[] =>
    Array.from({ length: test.count }, (_, n) => answerOf(scoresOf(weights, imageAt(n))));
  const right = exact.map((weights) => answers(weights).filter((answer, n) => answer === test.labels[n]).length);
  const [early, late] = [answers(snapshots[FIRST]!), answers(snapshots.at(-1)!)];
  const index = early.findIndex((answer, n) => answer !== test.labels[n] && late[n] === test.labels[n]);
  const image = [...imageAt(index)];
  return (known = {
    snapshots,
    right,
    example: { index, image, label: test.labels[index]!, scores: scoresOf(snapshots[FIRST]!, image) },
  });
}

/** What a file of snapshots holds, packed. */
export function partOf(name: PartName): Uint8Array<ArrayBuffer> {
  const { snapshots } = recorded();
  return packSnapshots(
    PARTS[name].map((place) => snapshots[place]!),
    network.specification.layers[0]!.units,
  );
}
