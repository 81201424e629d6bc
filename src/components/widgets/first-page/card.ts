import { readFileSync } from 'node:fs';
import { palettePng } from '../weights/palette-png.ts';
import { shadesOf, tokenColours } from '../weights/sprite.ts';

/** One picture on a card, of `side` times `side` places. */
export interface Tile {
  readonly side: number;
  /** Row by row: weights from -1 to 1, or ink from 0 to 1. */
  readonly values: ArrayLike<number>;
  readonly kind: 'weights' | 'ink';
}

/** As sites that show links ask for. */
const WIDTH = 1200;
const HEIGHT = 630;
const GAP = 24;
const SHADES = 63;
const INKS = 32;
const PAPER = [252, 252, 250];
const INK = [27, 30, 35];

interface Block {
  readonly tiles: readonly Tile[];
  readonly across: number;
  /** Pixels of a tile's side. */
  readonly size: number;
}
const widthOf = ({ tiles, across, size }: Block): number => {
  const columns = Math.min(across, tiles.length);
  return columns * size + (columns - 1) * GAP;
};

/** A card of 1200 x 630 pixels: pictures, and before them, where it has one, a number in handwritten digits. */
export function cardPng({
  number = [],
  tiles,
  across,
}: {
  readonly number?: readonly Tile[];
  readonly tiles: readonly Tile[];
  readonly across: number;
}): Buffer {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8'); // the build runs in the root of the project
  const palette = new Uint8Array((SHADES + INKS) * 3);
  palette.set(shadesOf(tokenColours(tokens, ':root {'), SHADES));
  for (let ink = 0; ink < INKS; ink++)
    for (let c = 0; c < 3; c++)
      palette[(SHADES + ink) * 3 + c] = Math.round(PAPER[c]! + ((INK[c]! - PAPER[c]!) * ink) / (INKS - 1));
  const indices = new Uint8Array(WIDTH * HEIGHT).fill(SHADES);
  const blocks: Block[] = [
    ...(number.length > 0 ? [{ tiles: number, across: number.length, size: number.length > 1 ? 196 : 308 }] : []),
    { tiles, across, size: 196 },
  ];
  const between = (WIDTH - blocks.reduce((sum, block) => sum + widthOf(block), 0)) / (blocks.length + 1);
  let left = between;
  for (const block of blocks) {
    const down = Math.ceil(block.tiles.length / block.across);
    const top = (HEIGHT - down * block.size - (down - 1) * GAP) / 2;
    block.tiles.forEach((tile, n) => {
      paint(
        tile,
        block.size,
        Math.round(left + (n % block.across) * (block.size + GAP)),
        Math.round(top + Math.floor(n / block.across) * (block.size + GAP)),
      );
    });
    left += widthOf(block) + between;
  }
  function paint({ side, values, kind }: Tile, size: number, x0: number, y0: number): void {
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const value = values[Math.floor((y * side) / size) * side + Math.floor((x * side) / size)]!;
        const shade =
          kind === 'ink' ? SHADES + Math.round(value * (INKS - 1)) : Math.round(((value + 1) / 2) * (SHADES - 1));
        indices[(y0 + y) * WIDTH + x0 + x] = shade;
      }
  }
  return palettePng({ width: WIDTH, height: HEIGHT, bits: 8, palette, indices });
}
