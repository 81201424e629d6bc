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
    rows.push({ batchSize, steps: Math.floor(60_000 / batchSize), seconds, accuracy });
  }
  return rows;
}
