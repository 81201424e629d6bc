import { useMemo } from 'preact/hooks';
import { parameterCount } from '../../../lib/nn/shapes.ts';
import type { PictureProps } from './picture.ts';
import { blockWidth, networkBlocks, type Block } from './network-blocks.ts';
import { Untrained } from './Waiting.tsx';
import './pictures.css';

const WIDTH = 360;
const HEIGHT = 66;
const BETWEEN = 50;

/** The network drawn from the picture down to the ten outputs, with shapes and parameter counts, and the same as a table. */
export function NetworkDrawing({ model }: PictureProps) {
  const specification = model.value?.specification;
  const blocks = useMemo(() => (specification ? networkBlocks(specification) : []), [specification]);
  if (!specification) return <Untrained>the network is drawn here</Untrained>;
  const total = parameterCount(specification).toLocaleString('en-US');
  const height = blocks.length * HEIGHT + (blocks.length - 1) * BETWEEN + 4;
  const widest = Math.max(...blocks.map(({ outputs }) => outputs));
  return (
    <div class="pictures network-drawing">
      <p class="readout">
        Trained numbers in all <strong>{total}</strong>
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`${blocks.map(({ shape }) => shape).join(', then ')}: ${total} trained numbers. The table below says the same.`}
      >
        {blocks.map((block, l) => (
          <BlockDrawing
            key={l}
            block={block}
            top={2 + l * (HEIGHT + BETWEEN)}
            width={WIDTH * blockWidth(block.outputs, widest) - 4}
            first={l === 0}
            last={l === blocks.length - 1}
          />
        ))}
      </svg>
      <details>
        <summary>The same as a table</summary>
        <BlockTable blocks={blocks} total={total} />
      </details>
    </div>
  );
}

interface BlockProps {
  readonly block: Block;
  readonly top: number;
  readonly width: number;
  readonly first: boolean;
  readonly last: boolean;
}

function BlockDrawing({ block, top, width, first, last }: BlockProps) {
  const middle = WIDTH / 2;
  return (
    <g>
      {!first && (
        <g data-symbol="W">
          <path d={`M${middle} ${top - BETWEEN + 2} V${top - 8}`} stroke="var(--rule-strong)" />
          <path d={`M${middle - 4} ${top - 9} h8 l-4 7 z`} fill="var(--rule-strong)" />
          <text x={middle + 12} y={top - BETWEEN / 2 - 4} class="network-sum">
            {block.weights}
          </text>
          <text x={middle + 12} y={top - BETWEEN / 2 + 12} class="network-sum">
            {block.biases && `+ ${block.biases} `}
            <tspan class="network-strong">= {block.parameters.toLocaleString('en-US')}</tspan>
          </text>
        </g>
      )}
      <rect
        x={middle - width / 2}
        y={top}
        width={width}
        height={HEIGHT}
        rx="6"
        fill="var(--paper)"
        stroke={first ? 'var(--sym-x)' : last ? 'var(--sym-prediction)' : 'var(--rule-strong)'}
        stroke-width={first || last ? 2 : 1.25}
      />
      <text x={middle} y={top + 18} class="network-title">
        {block.title}
      </text>
      <text x={middle} y={top + 38} class="network-shape">
        {block.shape}
      </text>
      <text x={middle} y={top + 56} class="network-detail">
        {block.details.join(', ')}
      </text>
    </g>
  );
}

const BlockTable = ({ blocks, total }: { readonly blocks: readonly Block[]; readonly total: string }) => (
  <div class="scroll-x">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Shape</th>
          <th scope="col">What it does</th>
          <th scope="col">Trained numbers</th>
        </tr>
      </thead>
      <tbody>
        {blocks.map(({ title, shape, details, parameters, weights, biases }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{shape}</td>
            <td>{details.join(', ')}</td>
            <td>
              {parameters > 0
                ? `${parameters.toLocaleString('en-US')} (${[weights, biases].filter(Boolean).join(' + ')})`
                : 'none'}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">In all</th>
          <td />
          <td />
          <td>{total}</td>
        </tr>
      </tfoot>
    </table>
  </div>
);
