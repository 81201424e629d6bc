import { useState } from 'preact/hooks';
import { useAlive } from '../digits/use-alive.ts';
import { two } from './kit/numbers.ts';
import { Slide } from './kit/Slide.tsx';
import { LayerDiagram } from './neuron/LayerDiagram.tsx';
import { scores, stages, sumInWords, withInput, withWeight, type Stage } from './neuron/layer.ts';

/** A layer small enough to see every number: move inputs and weights, watch the outputs. */
export default function NeuronView({ stage }: { readonly stage: Stage }) {
  const alive = useAlive();
  const [layer, setLayer] = useState(stages[stage]);
  const sums = scores(layer);
  const single = stage === 'one';
  const index = (i: number): string => (single ? '' : String(i + 1));
  const weightIndex = (i: number, j: number): string => (sums.length === 1 ? index(i) : `${i + 1}${j + 1}`);

  return (
    <div class="neuron">
      <LayerDiagram layer={layer} />
      <div class="neuron-sliders needs-js" inert={!alive} style={{ '--columns': sums.length + 1 }}>
        {layer.x.map((value, i) => (
          <>
            <Slide
              label={`x${sub(index(i))}`}
              name={`Input ${index(i)}`}
              symbol="x"
              value={value}
              words={two(value)}
              min={0}
              max={1}
              step={0.05}
              onValue={(next) => setLayer(withInput(layer, i, next))}
            />
            {(layer.weights[i] ?? []).map((w, j) => (
              <Slide
                label={`w${sub(weightIndex(i, j))}`}
                name={single ? 'Weight' : `Weight from input ${i + 1}${sums.length > 1 ? ` to output ${j + 1}` : ''}`}
                symbol="W"
                value={w}
                words={two(w)}
                min={-1}
                max={1}
                step={0.05}
                onValue={(next) => setLayer(withWeight(layer, i, j, next))}
              />
            ))}
          </>
        ))}
      </div>
      {sums.map((sum, j) => (
        <p class="neuron-sum">
          <span data-symbol="prediction">
            <i>ŷ{sums.length > 1 ? sub(index(j)) : ''}</i>
          </span>{' '}
          = {sumInWords(layer, j)} = <b data-symbol="prediction">{two(sum)}</b>
        </p>
      ))}
      <p class="needs-js">
        <button
          type="button"
          class="button button-quiet"
          disabled={layer === stages[stage]}
          onClick={() => setLayer(stages[stage])}
        >
          Back to the start
        </button>
      </p>
    </div>
  );
}

/** Digits as subscripts: `12` becomes `₁₂`. */
const sub = (digits: string): string => digits.replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
