import { two } from '../kit/numbers.ts';
import { scores, type TinyLayer } from './layer.ts';

const WIDTH = 480;
const ROW = 82;
const RADIUS = 27;

/** The layer as a drawing: inputs left, outputs right, a line for each weight, thick where it is large, dashed where it is negative. */
export function LayerDiagram({ layer }: { readonly layer: TinyLayer }) {
  const sums = scores(layer);
  const inputs = layer.x.length;
  const outputs = sums.length;
  const height = Math.max(inputs, outputs) * ROW + 14;
  const y = (place: number, count: number): number => height / 2 + (place - (count - 1) / 2) * ROW;
  const left = 70;
  const right = WIDTH - 70;
  const single = inputs === 1 && outputs === 1;
  const subscript = (text: string): string => (single ? '' : text);
  const words = `${inputs} ${inputs === 1 ? 'input' : 'inputs'}, ${outputs} ${outputs === 1 ? 'output' : 'outputs'}, ${inputs * outputs} ${inputs * outputs === 1 ? 'weight' : 'weights'}`;
  return (
    <svg class="layer-diagram" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`A layer of ${words}`}>
      {layer.weights.flatMap((row, i) =>
        row.map((w, j) => {
          const [fromY, toY] = [y(i, inputs), y(j, outputs)];
          // The numbers sit nearer to the inputs, where the lines are still apart.
          const share = outputs > 1 ? 0.24 : 0.45;
          const atX = left + RADIUS + (right - left - 2 * RADIUS) * share;
          const atY = fromY + (toY - fromY) * (RADIUS / (right - left) + share * (1 - (2 * RADIUS) / (right - left)));
          return (
            <g data-symbol="W">
              <line
                x1={left}
                y1={fromY}
                x2={right}
                y2={toY}
                stroke={w < 0 ? 'var(--div-neg)' : 'var(--div-pos)'}
                stroke-width={0.75 + Math.abs(w) * 4}
                stroke-dasharray={w < 0 ? '9 5' : undefined}
              />
              <rect x={atX - 23} y={atY - 11} width="46" height="22" rx="4" fill="var(--panel)" />
              <text x={atX} y={atY + 5} fill="var(--sym-W)">
                {two(w)}
              </text>
            </g>
          );
        }),
      )}
      {layer.x.map((value, i) => (
        <g data-symbol="x">
          <circle cx={left} cy={y(i, inputs)} r={RADIUS} fill="var(--paper)" stroke="var(--sym-x)" stroke-width="1.5" />
          <text x={left} y={y(i, inputs) + 5} fill="var(--sym-x)">
            {two(value)}
          </text>
          <text x={left - RADIUS - 16} y={y(i, inputs) + 5} fill="var(--sym-x)" class="layer-name">
            x
            <tspan dy="4" font-size="11">
              {subscript(String(i + 1))}
            </tspan>
          </text>
        </g>
      ))}
      {sums.map((value, j) => (
        <g data-symbol="prediction">
          <circle
            cx={right}
            cy={y(j, outputs)}
            r={RADIUS}
            fill="var(--paper)"
            stroke="var(--sym-prediction)"
            stroke-width="2.5"
          />
          <text x={right} y={y(j, outputs) + 5} fill="var(--sym-prediction)" font-weight="600">
            {two(value)}
          </text>
          <text x={right + RADIUS + 17} y={y(j, outputs) + 5} fill="var(--sym-prediction)" class="layer-name">
            ŷ
            <tspan dy="4" font-size="11">
              {subscript(String(j + 1))}
            </tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}
