/** Of all the ink, the least share that a connected piece must have to count as part of a digit. */
const LEAST_SHARE = 0.02;

/** Takes out pieces of connected ink (edge or corner) that have less than a fiftieth of it all: dust on a scan. */
export function withoutSpecks(ink: Uint8Array, width: number, height: number): Uint8Array {
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
  const least = LEAST_SHARE * masses.reduce((sum, mass) => sum + mass, 0);
  return ink.map((grey, i) => (grey > 0 && masses[piece[i]!]! < least ? 0 : grey));
}
