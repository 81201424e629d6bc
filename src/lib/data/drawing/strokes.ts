/**
 * Inks a line of segments with a round pen into a square sheet [side, side]: `points` are x and y by turns, a single point
 * makes a dot. A pixel at the edge is as grey as the pen covers it; where lines cross, the darker stays.
 */
export function inkStroke(sheet: Uint8Array, side: number, points: readonly number[], radius: number): void {
  const last = points.length - 2;
  for (let k = 0; k === 0 ? last >= 0 : k < last; k += 2) {
    const end = Math.min(k + 2, last);
    inkSegment(sheet, side, points[k]!, points[k + 1]!, points[end]!, points[end + 1]!, radius);
  }
}

function inkSegment(
  sheet: Uint8Array,
  side: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const bound = (value: number): number => Math.min(side, Math.max(0, value));
  const [left, right] = [
    bound(Math.floor(Math.min(x0, x1) - radius - 1)),
    bound(Math.ceil(Math.max(x0, x1) + radius + 1)),
  ];
  const [top, bottom] = [
    bound(Math.floor(Math.min(y0, y1) - radius - 1)),
    bound(Math.ceil(Math.max(y0, y1) + radius + 1)),
  ];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
      const along = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
      const covered = radius + 0.5 - Math.hypot(px - along * dx, py - along * dy);
      if (covered <= 0) continue;
      const grey = Math.round(255 * Math.min(1, covered));
      if (grey > sheet[y * side + x]!) sheet[y * side + x] = grey;
    }
  }
}
