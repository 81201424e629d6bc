interface Row {
  batchSize: number;
  steps: number;
  seconds: number;
  accuracy: number;
}

export async function measure(sizes: number[], run: (batchSize: number) => Promise<number>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const batchSize of sizes) {
    const start = performance.now();
    const accuracy = await run(batchSize);
    const seconds = (performance.now() - start) / 1000;
    rows.push({ batchSize, steps: 60_000 % batchSize === 0 ? 60_000 / batchSize : Math.floor(60_000 / batchSize) + 1, seconds, accuracy });
  }
  return rows;
}
