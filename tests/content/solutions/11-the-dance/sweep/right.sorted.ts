interface Tried { validation: number; test: number }

export function rates(least: number, most: number, count: number): number[] {
  const list: number[] = [];
  const step = (Math.log(most) - Math.log(least)) / (count - 1);
  for (let k = 0; k < count; k++) list.push(Math.exp(Math.log(least) + k * step));
  return list;
}

export const sweep = async (candidates: number[], tryRate: (alpha: number) => Promise<Tried>) => {
  const rows: { alpha: number; validation: number }[] = [];
  for (const alpha of candidates) {
    await tryRate(alpha).then(
      ({ validation }) => rows.push({ alpha, validation }),
      () => 0,
    );
  }
  return rows.sort((a, b) => b.validation - a.validation)[0];
};
