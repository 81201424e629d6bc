/** What S4 (TheSharperDev, "Neural networks, part 3") prints of image 1 and image 101, cut off after two decimals. */
export const PUBLISHED: readonly { readonly image: number; readonly prediction: readonly string[] }[] = [
  { image: 1, prediction: ['49.02', '53.17', '53.56', '56.65', '52.27', '50.27', '55.19', '52.07', '50.59', '55.84'] },
  { image: 101, prediction: ['-1.18', '-0.65', '1.48', '-1.11', '0.25', '-0.31', '1.46', '2.87', '2.62', '1.88'] },
];
