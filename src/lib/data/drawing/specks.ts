/** Of all the ink, the least share that a connected piece must have to count as part of a digit. */
const LEAST_SHARE = 0.02;

/** Connected pieces of ink (edge or corner): which one each pixel is of, -1 for paper, and how much ink each has. */
function piecesOf(
  ink: Uint8Array,
  width: number,
  height: number,
): { readonly piece: Int32Array; readonly masses: readonly number[] } {
  const piece = new Int32Array(ink.length).fill(-1);
  const masses: number[] = [];
  const waiting = new Int32Array(ink.length);
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] === 0 || piece[start] !== -1) continue;
    let mass = 0;
    let held = 0;
    piece[start] = masses.length;
    waiting[held++] = start;
    while (held > 0) {
      const at = waiting[--held]!;
      mass += ink[at]!;
      const x = at % width;
      const y = Math.floor(at / width);
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const next = row * width + column;
          if (ink[next] === 0 || piece[next] !== -1) continue;
          piece[next] = masses.length;
          waiting[held++] = next;
        }
      }
    }
    masses.push(mass);
  }
  return { piece, masses };
}

/** Takes out pieces of connected ink that have less than a fiftieth of it all: dust on a scan. */
export function withoutSpecks(ink: Uint8Array, width: number, height: number): Uint8Array {
  const { piece, masses } = piecesOf(ink, width, height);
  const least = LEAST_SHARE * masses.reduce((sum, mass) => sum + mass, 0);
  return ink.map((grey, i) => (grey > 0 && masses[piece[i]!]! < least ? 0 : grey));
}

/** 1 where a piece of connected ink lies that has at least so many pixels at the edges of the picture, else 0. */
export function piecesAtEdge(ink: Uint8Array, width: number, height: number, least: number): Uint8Array {
  const { piece, masses } = piecesOf(ink, width, height);
  const atEdge = new Uint32Array(masses.length);
  for (let i = 0; i < ink.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (isEdge && piece[i] !== -1) atEdge[piece[i]!]! += 1;
  }
  return Uint8Array.from(piece, (p) => (p !== -1 && atEdge[p]! >= least ? 1 : 0));
}

/** What is marked, and all of `ground` that hangs together with it. */
export function grown(marked: Uint8Array, ground: Uint8Array, width: number, height: number): Uint8Array {
  const result = Uint8Array.from(marked);
  const waiting = Array.from(marked.keys()).filter((i) => marked[i] === 1);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (result[next] === 1 || ground[next] !== 1) continue;
        result[next] = 1;
        waiting.push(next);
      }
    }
  }
  return result;
}
