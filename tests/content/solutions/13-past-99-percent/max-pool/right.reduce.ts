export const maxPool = (picture: Float32Array[]) =>
  Array.from({ length: picture.length / 2 }, (_, r) =>
    Array.from({ length: picture[0].length / 2 }, (_, c) =>
      [0, 1].flatMap((i) => [0, 1].map((j) => picture[2 * r + i][2 * c + j])).reduce((a, b) => (a > b ? a : b))));
