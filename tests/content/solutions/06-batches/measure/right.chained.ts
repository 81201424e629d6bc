interface Row {
  batchSize: number;
  steps: number;
  seconds: number;
  accuracy: number;
}

export async function measure(sizes: number[], run: (batchSize: number) => Promise<number>): Promise<Row[]> {
  const [first, ...others] = sizes;
  if (first === undefined) return [];
  const start = Date.now();
  const accuracy = await run(first);
  const row = { batchSize: first, steps: Math.trunc((60_000 + first - 1) / first), seconds: (Date.now() - start) / 1000, accuracy };
  return [row, ...(await measure(others, run))];
}
