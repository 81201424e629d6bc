import { useMemo, useState } from 'preact/hooks';
import { dataSetNamed } from '../../../../lib/data/data-sets.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { countInked } from '../../digits/pixels.ts';
import { DivergingPicture } from '../neuron/DivergingPicture.tsx';
import { formatNumber } from '../stepper/format.ts';
import { frameOf } from '../stepper/frame.ts';
import { columnMask } from '../stepper/ColumnPictures.tsx';
import { StepPicture } from '../../digits/StepPicture.tsx';
import { initialWeights } from '../../weights/initial.ts';

interface Props {
  readonly pixels: string;
  readonly label: number;
  /** A single layer. */
  readonly specification: NetworkSpecification;
}

export const title = 'One output of a layer';

/** One output of a single layer in pictures: the image, one column of weights, their products, and the sum. */
export default function PredictionView({ pixels, label, specification }: Props) {
  const { classes } = dataSetNamed(specification.data);
  const [j, setJ] = useState(0);
  const bytes = useMemo(() => textToBytes(pixels), [pixels]);
  const weights = useMemo(() => initialWeights(specification), [specification]);
  const frame = useMemo(() => frameOf(weights, { pixels: bytes, label }, 0), [weights, bytes, label]);
  const products = useMemo(
    () => weights.map((w, k) => frame.image[Math.floor(k / classes.length)]! * w),
    [weights, frame],
  ); // [pixels, outputs]
  const score = (k: number): string => formatNumber(frame.prediction[k]!, 'cut');

  return (
    <div class="prediction-view">
      <div class="prediction-pictures">
        <figure>
          <StepPicture pixels={bytes} name={`The image, a ${classes[label]}`} />
          <figcaption data-symbol="x">
            <i>x</i>, the image
          </figcaption>
        </figure>
        <span aria-hidden="true">×</span>
        <figure>
          <DivergingPicture
            values={weights}
            columns={classes.length}
            column={j}
            scale={1}
            symbol="W"
            name={`The ${bytes.length} weights to output ${classes[j]}`}
            still={columnMask(j, classes.length)}
          />
          <figcaption data-symbol="W">
            <i>w</i>, the weights to {classes[j]}
          </figcaption>
        </figure>
        <span aria-hidden="true">=</span>
        <figure>
          <DivergingPicture
            values={products}
            columns={classes.length}
            column={j}
            scale={1}
            symbol="prediction"
            name="Every pixel times its weight"
            still={columnMask(j, classes.length)}
            ofInk
          />
          <figcaption>
            {bytes.length} products, {countInked(bytes)} not zero
          </figcaption>
        </figure>
      </div>
      <p class="neuron-sum">
        Added up they make{' '}
        <span data-symbol="prediction">
          <i>ŷ</i>
        </span>{' '}
        at {classes[j]}: <b data-symbol="prediction">{score(j)}</b>
      </p>
      <div class="prediction-scores" role="group" aria-label="Choose an output">
        {classes.map((name, k) => (
          <button type="button" class="button" aria-pressed={k === j} onClick={() => setJ(k)}>
            <span>
              <span class="visually-hidden">Output </span>
              {name}
              <span class="visually-hidden">, score </span>
            </span>
            <small data-symbol="prediction">{score(k)}</small>
          </button>
        ))}
      </div>
    </div>
  );
}
