/** When S4 counts its test images in its single pass: images seen. */
export const S4_AT: readonly number[] = [0, 100, 1000, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000];
/** How many of the 10,000 were right then, as S4 printed them. */
export const S4_COUNTS: readonly number[] = [1256, 1835, 3129, 5694, 5709, 6719, 5751, 6901, 6928];

const printed = (count: number): string => count.toLocaleString('en-US');
/** Both as the book prints them, a pair a row. */
export const S4_ROWS = S4_AT.map((images, row) => [printed(images), printed(S4_COUNTS[row]!)] as const);
