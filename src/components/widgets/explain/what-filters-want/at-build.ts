import { readMnist } from '../../../../lib/data/originals.ts';
import { normalizations } from '../../../../lib/nn/normalizations.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { kept } from '../kit/kept.ts';
import { NETWORKS } from '../networks/networks.ts';
import { trainedNetwork } from '../networks/trained.ts';
import { asksOf, bestPlaces, FILTERS, Floors, kernelOf, MOST, type Find } from './model.ts';

/** The first so many test images are looked through. */
export const LOOKED_AT = 1000;
/** The filter that is shown first: of the second floor. */
const FIRST = { floor: 1, filter: 0 } as const;

export interface Given {
  /** The nine finds of each filter of each floor: image, row, column. */
  readonly finds: readonly (readonly (readonly (readonly [number, number, number])[])[])[]; // [2][filters][9]
  readonly kernels: readonly (readonly number[])[]; // [8][25]
  readonly asks: readonly (readonly number[])[]; // [16][8]
  readonly first: { readonly floor: 0 | 1; readonly filter: number };
  /** The nine images that it begins with. */
  readonly images: readonly { readonly pixels: string; readonly label: number }[];
}

const short = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e3) / 1e3);

async function findsOf(): Promise<readonly (readonly (readonly Find[])[])[]> {
  const floors = new Floors(NETWORKS.floors.specification, await trainedNetwork('floors'));
  const { images } = readMnist('test');
  const found: Find[][][] = FILTERS.map((filters) => Array.from({ length: filters }, () => []));
  for (let image = 0; image < LOOKED_AT; image++) {
    const x = Float32Array.from(images.subarray(image * 784, (image + 1) * 784), (grey) => normalizations.unit[grey]!);
    for (const floor of [0, 1] as const)
      bestPlaces(floors.maps(x, floor), floor).forEach((place, filter) =>
        found[floor]![filter]!.push({ image, ...place }),
      );
  }
  return found.map((filters) =>
    filters.map((finds) => finds.sort((a, b) => b.value - a.value || a.image - b.image).slice(0, MOST)),
  );
}

/** What excites each filter of a small convolutional network most, and what its second floor asks of the first. */
export default async function atBuild(): Promise<Given> {
  const [weight1, , weight2] = await trainedNetwork('floors');
  const found = await kept('what-filters-want', findsOf);
  const { images, labels } = readMnist('test');
  return {
    finds: found.map((filters) => filters.map((finds) => finds.map(({ image, row, column }) => [image, row, column]))),
    kernels: Array.from({ length: FILTERS[0] }, (_, filter) => short(kernelOf(weight1!, filter))),
    asks: Array.from({ length: FILTERS[1] }, (_, filter) => short(asksOf(weight2!, filter))),
    first: FIRST,
    images: found[FIRST.floor]![FIRST.filter]!.map(({ image }) => ({
      pixels: bytesToText(images.slice(image * 784, (image + 1) * 784)),
      label: labels[image]!,
    })),
  };
}
