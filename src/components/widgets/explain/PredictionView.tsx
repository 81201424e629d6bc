import { useMemo, useState } from 'preact/hooks';
import { CLASS_COUNT } from '../../../lib/data/contract.ts';
import { textToBytes } from '../digits/bytes.ts';
import { useAlive } from '../digits/use-alive.ts';
import { countInked } from '../digits/pixels.ts';
import { DivergingPicture } from './neuron/DivergingPicture.tsx';
import { formatNumber } from './stepper/format.ts';
import { frameOf } from './stepper/frame.ts';
import { StepPicture } from '../digits/StepPicture.tsx';
import { initialWeights } from '../weights/initial.ts';

interface Props {
  readonly pixels: string;
  readonly label: number;
  readonly seed: number;
}

/** One output of the layer 784-10 in pictures: the image, one column of weights, their products, and the sum. */
export default function PredictionView({ pixels, label, seed }: Props) {
  const alive = useAlive();
  const [j, setJ] = useState(0);
  const bytes = useMemo(() => textToBytes(pixels), [pixels]);
  const weights = useMemo(() => initialWeights('uniform01', seed), [seed]);
  const frame = useMemo(() => frameOf(weights, { pixels: bytes, label }, 0), [weights, bytes, label]);
  const products = useMemo(
    () => weights.map((w, k) => frame.image[Math.floor(k / CLASS_COUNT)]! * w),
    [weights, frame],
  ); // [784, 10]
  const score = (k: number): string => formatNumber(frame.prediction[k]!, 'cut');

  return (
    <div class="prediction-view">
      <div class="prediction-pictures">
        <figure>
          <StepPicture pixels={bytes} name={`The image, a ${label}`} />
          <figcaption data-symbol="x">
            <i>x</i>, the image
          </figcaption>
        </figure>
        <span aria-hidden="true">×</span>
        <figure>
          <DivergingPicture
            values={weights}
            column={j}
            scale={1}
            symbol="W"
            name={`The 784 weights to output ${j}`}
            still={`var(--start-mask) ${(j * 100) / 9}% 0 / 1000% 100%`}
          />
          <figcaption data-symbol="W">
            <i>w</i>, the weights to {j}
          </figcaption>
        </figure>
        <span aria-hidden="true">=</span>
        <figure>
          <DivergingPicture
            values={products}
            column={j}
            scale={1}
            symbol="prediction"
            name="Every pixel times its weight"
          />
          <figcaption>784 products, {countInked(bytes)} not zero</figcaption>
        </figure>
      </div>
      <p class="neuron-sum">
        Added up they make{' '}
        <span data-symbol="prediction">
          <i>ŷ</i>
        </span>{' '}
        at {j}: <b data-symbol="prediction">{score(j)}</b>
      </p>
      <div class="prediction-scores" inert={!alive} role="group" aria-label="Choose an output">
        {Array.from({ length: CLASS_COUNT }, (_, k) => (
          <button type="button" class="button" aria-pressed={k === j} onClick={() => setJ(k)}>
            <span>
              <span class="visually-hidden">Output </span>
              {k}
              <span class="visually-hidden">, score </span>
            </span>
            <small data-symbol="prediction">{score(k)}</small>
          </button>
        ))}
      </div>
    </div>
  );
}
