import { plot, train } from 'lab';

export interface Row {
  batchSize: number;
  /** Changes of the weights in one epoch of 60,000 images. */
  steps: number;
  seconds: number;
  accuracy: number;
}

/** Runs one epoch with each batch size, one after another. */
export async function measure(
  sizes: number[],
  run: (batchSize: number) => Promise<number>, // gives the accuracy
): Promise<Row[]> {
  const rows: Row[] = [];

  // For each size: read the clock, performance.now(), before and
  // after. Wait for the run with await. Keep a row.

  return rows;
}

/** One layer, one epoch, on the page's engine. */
async function epoch(batchSize: number): Promise<number> {
  const { accuracy } = await train({
    alpha: 0.1,
    seed: 0,
    testAt: [60_000],
    network: { layers: [{ units: 10 }], batchSize },
  });
  return accuracy;
}

await epoch(30); // once unmeasured: it loads what it needs
const rows = await measure([1, 10, 30, 100, 1000], epoch);
for (const { batchSize, steps, seconds, accuracy } of rows) {
  const right = `${(100 * accuracy).toFixed(2)} %`;
  const time = `${seconds.toFixed(2)} s`;
  console.log(`${batchSize}: ${steps} steps, ${time}, ${right}`);
}
const points = rows.map((row): [number, number] => {
  return [Math.log10(row.batchSize), row.seconds];
});
const labels = { xLabel: 'zeros in the batch size', yLabel: 's' };
if (points.length > 0) plot(points, labels);
