import { SignedCanvas } from '../kit/SignedCanvas.tsx';
import { ACROSS } from './tiles.ts';

interface UnitTileProps {
  /** From 0: its place among the pictures made at build. */
  readonly unit?: number;
  /** Its numbers as they are now, [784]; null: the picture made at build stands, where there is a `unit`. */
  readonly values: Float32Array | null;
  /** The number that is drawn in full colour. */
  readonly end: number;
}

/** What 784 pixels have for a hidden unit, as a small picture; a network's page gives those made at build as `--units`. */
export const UnitTile = ({ unit, values, end }: UnitTileProps) => (
  <span
    class={`unit-tile${unit === undefined ? ' is-bare' : ''}`}
    style={unit === undefined ? undefined : { '--across': unit % ACROSS, '--down': Math.floor(unit / ACROSS) }}
  >
    {values && <SignedCanvas values={values} end={end} />}
  </span>
);
