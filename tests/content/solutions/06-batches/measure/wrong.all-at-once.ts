interface Row {
  batchSize: number;
  steps: number;
  seconds: number;
  accuracy: number;
}

export async function measure(sizes: number[], run: (batchSize: number) => Promise<number>): Promise<Row[]> {
  return Promise.all(
    sizes.map(async (batchSize) => {
      const start = performance.now();
      const accuracy = await run(batchSize);
      return { batchSize, steps: Math.ceil(60_000 / batchSize), seconds: (performance.now() - start) / 1000, accuracy };
    }),
  );
}
