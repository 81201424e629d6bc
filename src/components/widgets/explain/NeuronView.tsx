import { useState } from 'preact/hooks';
import { useAlive } from '../digits/use-alive.ts';
import { LayerDiagram } from './neuron/LayerDiagram.tsx';
import { two } from './kit/numbers.ts';
import { scores, stages, sumInWords, withInput, withWeight, type Stage } from './neuron/layer.ts';

interface SliderProps {
  readonly name: string;
  readonly label: string;
  readonly symbol: 'x' | 'W';
  readonly value: number;
  readonly min: number;
  readonly onValue: (value: number) => void;
}

function Slider({ name, label, symbol, value, min, onValue }: SliderProps) {
  return (
    <label class="neuron-slider" data-symbol={symbol}>
      <span>
        <i>{name}</i> <output>{two(value)}</output>
      </span>
      <input
        type="range"
        aria-label={label}
        min={min}
        max={1}
        step={0.05}
        value={value}
        onInput={(event) => onValue(Number(event.currentTarget.value))}
      />
    </label>
  );
}

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
            <Slider
              name={`x${sub(index(i))}`}
              label={`Input ${index(i)}`}
              symbol="x"
              value={value}
              min={0}
              onValue={(next) => setLayer(withInput(layer, i, next))}
            />
            {(layer.weights[i] ?? []).map((w, j) => (
              <Slider
                name={`w${sub(weightIndex(i, j))}`}
                label={single ? 'Weight' : `Weight from input ${i + 1}${sums.length > 1 ? ` to output ${j + 1}` : ''}`}
                symbol="W"
                value={w}
                min={-1}
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
