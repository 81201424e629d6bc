import { useMemo, useRef, useState } from 'preact/hooks';
import type { PictureColours } from '../digits/theme.ts';
import { signed } from '../../words/format.ts';
import { pictureWords } from '../weights/alternative.ts';
import { digitsFor, scaleEnd } from '../weights/scale.ts';
import type { PictureProps, ShownModel } from './picture.ts';
import { divergingPalette, stampValues } from './diverging.ts';
import {
  firstLayerOf,
  lengthsOf,
  longestFirst,
  outgoingWeights,
  strongest,
  unitPicture,
  type FirstLayer,
} from './first-layer.ts';
import { SignedBars } from './SignedBars.tsx';
import { TileGrid } from './TileGrid.tsx';
import { ValueGrid } from './ValueGrid.tsx';
import { Untrained } from './Waiting.tsx';
import './pictures.css';
import '../weights/weights.css';

type Order = 'order' | 'size';
type Scale = 'all' | 'own';

const FEW = 12;

/** The first layer's weights, each unit's as a picture; the unit in hand large, with what leads on from it. */
export function Weights({ id, model }: PictureProps) {
  const shown = model.value;
  const first = useMemo(() => (shown ? firstLayerOf(shown) : null), [shown]);
  const [order, setOrder] = useState<Order>('order');
  const [scale, setScale] = useState<Scale>('all');
  const [position, setPosition] = useState(0);
  // Sorted when asked for, not at each step of training: what the reader looks at stays where it is.
  const [sorted, setSorted] = useState<readonly number[]>([]);
  if (!shown) return <Untrained>the weights of the first layer appear here</Untrained>;
  if (!first) return <p class="notice">The first layer of this network does not lie on a picture.</p>;

  const plain = order === 'order' || sorted.length !== first.count;
  const unitAt = (place: number): number => (plain ? place : sorted[place]!);
  const unit = unitAt(Math.min(position, first.count - 1));
  const sort = (next: Order): void => {
    setSorted(next === 'size' ? longestFirst(first) : []);
    setOrder(next);
    setPosition(0);
  };
  return (
    <div class="pictures">
      <div class="controls">
        <label class="field">
          Order
          <select value={order} onChange={({ currentTarget }) => sort(currentTarget.value as Order)}>
            <option value="order">as in the network</option>
            <option value="size">the largest weights first</option>
          </select>
        </label>
        <label class="field">
          Scale of colours
          <select value={scale} onChange={({ currentTarget }) => setScale(currentTarget.value as Scale)}>
            <option value="all">one for all</option>
            <option value="own">each its own</option>
          </select>
        </label>
        {order === 'size' && (
          <button type="button" class="button" onClick={() => sort('size')}>
            Order anew
          </button>
        )}
      </div>
      <UnitTiles
        id={id}
        first={first}
        scale={scale}
        position={Math.min(position, first.count - 1)}
        unitAt={unitAt}
        onMove={setPosition}
      />
      <UnitDetail id={id} model={shown} first={first} unit={unit} />
    </div>
  );
}

interface TilesProps {
  readonly id: string;
  readonly first: FirstLayer;
  readonly scale: Scale;
  readonly position: number;
  readonly unitAt: (position: number) => number;
  readonly onMove: (position: number) => void;
}

function UnitTiles({ id, first, scale, position, unitAt, onMove }: TilesProps) {
  const end = useMemo(() => scaleEnd(first.values), [first]);
  const palette = useRef<{ readonly table: Uint8Array; readonly words: Uint32Array } | null>(null);
  const paletteFor = ({ table }: PictureColours): Uint32Array => {
    if (palette.current?.table !== table) palette.current = { table, words: divergingPalette(table) };
    return palette.current.words;
  };
  const { count, called, side } = first;
  const zoom = side < 14 ? 8 : count <= FEW ? 2 : 1;
  return (
    <>
      <TileGrid
        id={`${id}-units`}
        count={count}
        side={side}
        zoom={zoom}
        position={position}
        onMove={onMove}
        smallest={Math.max(44, side * zoom + 8)}
        stamp={(sheet, place, left, top, size, colours) => {
          const picture = unitPicture(first, unitAt(place));
          stampValues(
            sheet,
            picture,
            side,
            scale === 'own' ? scaleEnd(picture) : end,
            left,
            top,
            size,
            paletteFor(colours),
          );
        }}
        caption={(place) => ({ text: String(unitAt(place)) })}
        say={(place) => `${called} ${unitAt(place)}: weights ${pictureWords(unitPicture(first, unitAt(place)), side)}`}
        label={`The weights of ${count} ${called}s as pictures. Arrow keys move.`}
      />
      <span class="weights-legend pictures-legend" aria-hidden="true">
        <span class="weights-bar" />
        <span class="weights-ends">
          <span>{scale === 'own' ? 'lowest' : `−${end}`}</span>
          <span>0</span>
          <span>{scale === 'own' ? 'highest' : `+${end}`}</span>
        </span>
      </span>
    </>
  );
}

interface DetailProps {
  readonly id: string;
  readonly model: ShownModel;
  readonly first: FirstLayer;
  readonly unit: number;
}

function UnitDetail({ id, model, first, unit }: DetailProps) {
  const { called, side, biases } = first;
  const picture = useMemo(() => unitPicture(first, unit), [first, unit]);
  const lengths = useMemo(() => lengthsOf(first), [first]);
  const end = scaleEnd(picture);
  const digits = digitsFor(end);
  const outgoing = outgoingWeights(model, unit);
  const last = model.specification.layers.length === 2;
  const chosen = outgoing ? strongest(outgoing, FEW) : [];
  const name =
    called === 'unit' && model.specification.layers.length === 1
      ? `Output ${unit}`
      : `${called === 'unit' ? 'Unit' : 'Kernel'} ${unit}`;
  return (
    <div class="unit-detail">
      <div>
        <p class="judged-words">
          <b>{name}</b>: length {lengths[unit]!.toFixed(2)}
          {biases && `, bias ${signed(biases[unit]!, 3)}`}. Weights {pictureWords(picture, side)}.
        </p>
        <ValueGrid
          id={`${id}-unit`}
          values={picture}
          columns={side}
          end={end}
          name={`${name}, ${side} rows of ${side} weights`}
          say={(p) => `Row ${Math.floor(p / side)}, column ${p % side}: ${signed(picture[p]!, digits)}`}
        />
      </div>
      {outgoing && (
        <SignedBars
          head={last ? 'To output' : 'To unit'}
          caption={
            chosen.length < outgoing.length
              ? `Its ${chosen.length} strongest weights to the ${outgoing.length} units of the next layer`
              : `Its weights to the ${outgoing.length} ${last ? 'outputs' : 'units of the next layer'}`
          }
          rows={chosen.map((k) => ({ name: String(k), value: outgoing[k]! }))}
        />
      )}
    </div>
  );
}
