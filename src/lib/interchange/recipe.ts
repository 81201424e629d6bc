import { dataSetNamed, pixelsOf } from '../data/data-sets.ts';
import { originalsOf } from '../data/origins.ts';
import { denseInputs, layersInShort } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import { activationModules, firstValues, lossFunctions, normalizationTables, optimizerCall } from './recipe-parts.ts';
import { DROPOUT, IMPORTS, INITIALIZING, INITIALIZING_KERNELS, reading, training } from './recipe-text.ts';

/** A run that a script is to repeat. */
export interface Recipe {
  readonly specification: NetworkSpecification;
  /** Images trained on in all, epoch after epoch. */
  readonly images: number;
  /** An epoch is the first so many training images. */
  readonly trainCount: number;
  /** How many of the test images the page had right after so many images, first to last. */
  readonly figures: readonly { readonly imagesSeen: number; readonly correct: number }[];
  /** Which engine computed them, in a word or two. */
  readonly by: string;
}

/** Python would end its docstring, or worse, at some characters. */
const plain = (text: string): string => text.replaceAll(/[^\w ,.+()-]/g, ' ');

function head({ specification, by }: Recipe): string {
  return `#!/usr/bin/env python3
"""A run of Delta to Depth, repeated with NumPy and PyTorch: ${layersInShort(specification)}, computed on the page by ${plain(by)}.

The seed decides the initial weights, the order of the images and what is dropped, here as there. So the figures are
the same, up to what the rounding of 32-bit floats does to an image on the edge between two digits.

    python3 ${RECIPE_NAME} FOLDER

FOLDER holds ${dataSetNamed(specification.data).name}'s four original files. Nothing is downloaded.
"""
`;
}

/** The name under which a recipe is saved. */
export const RECIPE_NAME = 'recipe.py';

function settings({ specification, images, trainCount, figures }: Recipe): string {
  const { seed, batchSize, order, normalization = 'unit', loss, data } = specification;
  const tests = dataSetNamed(data).counts.test.toLocaleString('en-US');
  const pairs = figures.map(({ imagesSeen, correct }) => `    (${imagesSeen}, ${correct}),\n`).join('');
  return `
SEED = ${seed}
BATCH_SIZE = ${batchSize}
SHUFFLED = ${order === 'shuffled' ? 'True' : 'False'}
IMAGES = ${images}  # to train on in all
TRAIN_COUNT = ${trainCount}  # images an epoch
GREY = (${normalizationTables[normalization]}).astype(np.float32)
GRADIENT = ${lossFunctions[loss].gradient}${loss === 'squaredError' ? '  # the factor 2 of the square is in the learning rate' : ''}

# Images seen, and how many of the ${tests} test images the page then had right.
FIGURES = [${pairs === '' ? '' : `\n${pairs}`}]

random = np.random.RandomState(SEED)`.trim();
}

/** The convolutions, and what makes rows of their pictures. */
function pictureModules({ convolutions = [] }: NetworkSpecification): string[] {
  let channels = 1;
  const modules = convolutions.flatMap(({ filters, size, activation, pool }) => {
    const convolution = `nn.Conv2d(${channels}, ${filters}, ${size})`;
    channels = filters;
    return [
      convolution,
      ...[activationModules[activation]].filter((module) => module !== null),
      ...(pool > 1 ? [`nn.MaxPool2d(${pool})`] : []),
    ];
  });
  return convolutions.length > 0 ? [...modules, 'nn.Flatten()'] : [];
}

function modules(specification: NetworkSpecification): string[] {
  const { layers, inputDropout = 0 } = specification;
  let width = denseInputs(specification);
  const dropout = (rate: number): string[] => (rate > 0 ? [`Dropout(${rate})`] : []);
  return [
    ...dropout(inputDropout),
    ...pictureModules(specification),
    ...layers.flatMap(({ units, activation, bias, dropout: rate = 0 }) => {
      const linear = `nn.Linear(${width}, ${units}${bias ? '' : ', bias=False'})`;
      width = units;
      return [linear, ...[activationModules[activation]].filter((module) => module !== null), ...dropout(rate)];
    }),
  ];
}

const usesDropout = ({ inputDropout = 0, layers }: NetworkSpecification): boolean =>
  inputDropout > 0 || layers.some(({ dropout = 0 }) => dropout > 0);

function network(specification: NetworkSpecification): string {
  const { convolutions = [], initialization, loss, optimizer, l2 } = specification;
  const { weight, bias } = firstValues[initialization];
  return `
def weight_values(inputs, outputs, shape):
    return ${weight}


def bias_values(inputs, outputs, shape):
    return ${bias}


${[INITIALIZING, ...(convolutions.length > 0 ? [INITIALIZING_KERNELS] : [])].join('\n\n\n')}


def loss_sum(outputs, labels):
    return ${lossFunctions[loss].sum}


network = nn.Sequential(
${modules(specification)
  .map((module) => `    ${module},\n`)
  .join('')})
for module in network:
${convolutions.length > 0 ? '    if isinstance(module, nn.Conv2d):\n        initialize_kernels(module)\n' : ''}    if isinstance(module, nn.Linear):
        initialize(module)
optimizer = ${optimizerCall(optimizer, l2)}`.trim();
}

/**
 * A run as one Python file that repeats it from the same seed: the same initial weights, order of images, batches and
 * dropped values, with NumPy's generator and PyTorch's gradients. It takes the folder with the data set's files and prints
 * its counts beside the page's. Throws a RangeError for a specification that is none, or does not fit its data set.
 */
export function writeRecipe(recipe: Recipe): string {
  const { specification } = recipe;
  validateSpecification(specification);
  const { convolutions = [] } = specification;
  const outputs = specification.layers.at(-1)!.units;
  const dataSet = dataSetNamed(specification.data);
  const [pixels, classes] = [pixelsOf(dataSet), dataSet.classes.length];
  if (specification.inputs !== pixels || outputs < classes)
    throw new RangeError(
      `recipe: expected ${pixels} inputs and at least ${classes} outputs, got ${specification.inputs} and ${outputs}`,
    );
  const parts = [
    reading(dataSet, originalsOf(specification.data)),
    ...(usesDropout(specification) ? [DROPOUT] : []),
    network(specification),
    training(dataSet, convolutions.length > 0 ? `.reshape(-1, 1, ${dataSet.side}, ${dataSet.side})` : ''),
  ];
  return `${head(recipe)}\n${IMPORTS}\n${settings(recipe)}\n\n${parts.join('\n\n\n')}\n`;
}
