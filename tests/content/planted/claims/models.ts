import { RandomState } from '../../../../src/lib/nn/random.ts';
import { tensorFlowInNode } from '../../../../src/lib/sandbox/tensorflow/in-node.ts';
import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { alike, lastOf, saysTheSame, sharesOf, told, total } from './numbers.ts';

type TensorFlow = typeof import('@tensorflow/tfjs-core') & typeof import('@tensorflow/tfjs-layers');
type Model = import('@tensorflow/tfjs-layers').LayersModel & {
  readonly optimizer?: { readonly learningRate?: number; readonly momentum?: number; getClassName(): string };
};
const tensorFlow = tensorFlowInNode as () => Promise<TensorFlow>;

/** What the reader's function gave first: the one that most is said of. */
const modelOf = ({ calls }: Seen): Model => calls[0]!.returned as Model;
const shapesOf = (model: Model): string[] => model.getWeights().map(({ shape }) => shape.join(' x '));
const ofRank = (model: Model, rank: number): number[][] =>
  model
    .getWeights()
    .map(({ shape }) => shape)
    .filter((shape) => shape.length === rank);
const inputOf = (model: Model): (number | null)[] => model.inputs[0]!.shape.slice(1);
const config = (layer: unknown): Record<string, unknown> =>
  (layer as { getConfig(): Record<string, unknown> }).getConfig();
const lossOf = (model: Model): unknown => (model as unknown as { loss: unknown }).loss;

/** What a model with these weights gives for one example. */
async function answer(
  model: Model,
  weights: readonly (readonly number[])[],
  example: readonly number[],
): Promise<number[]> {
  const tf = await tensorFlow();
  model.setWeights(model.getWeights().map(({ shape }, k) => tf.tensor(weights[k] as number[], shape)));
  const [given] = [tf.tensor([...example], [1, ...(inputOf(model) as number[])])];
  return Array.from((model.predict(given) as import('@tensorflow/tfjs-core').Tensor).dataSync());
}

/** Numbers of both signs, the same every time. */
function scattered(count: number, seed: number): number[] {
  const random = new RandomState(seed);
  return Array.from({ length: count }, () => Math.fround(random.uniform(-0.4, 0.4)));
}
const known = (model: Model): number[][] => model.getWeights().map(({ size }, k) => scattered(size, k + 1));
const examples = (model: Model): number[][] =>
  [1, 2, 3].map((seed) =>
    scattered(
      (inputOf(model) as number[]).reduce((a, b) => a * b, 1),
      10 + seed,
    ).map(Math.abs),
  );

const dense = (x: readonly number[], weights: readonly number[], bias: readonly number[]): number[] =>
  bias.map((start, j) => start + total(x.map((value, i) => value * weights[i * bias.length + j]!)));
/** Whether the model is two dense layers with this between them, and this behind. */
const isTwoLayers =
  (bend: (sum: number) => number, last: (scores: number[]) => number[] = (scores) => scores, share = 2e-3) =>
  async (seen: Seen): Promise<boolean> => {
    const model = modelOf(seen);
    const [w1, b1, w2, b2] = known(model) as [number[], number[], number[], number[]];
    for (const x of examples(model))
      if (!alike(await answer(model, [w1, b1, w2, b2], x), last(dense(dense(x, w1, b1).map(bend), w2, b2)), share))
        return false;
    return true;
  };
const leaky =
  (leak: number) =>
  (sum: number): number =>
    sum > 0 ? sum : leak * sum;
const endsInShares = async (seen: Seen): Promise<boolean> => {
  const model = modelOf(seen);
  const given = await answer(model, known(model), examples(model)[0]!);
  return Math.abs(total(given) - 1) < 1e-4 && given.every((share) => share > 0);
};
const optimizerOf = (seen: Seen) => modelOf(seen).optimizer!;

/** Of any model. */
const OF_MODELS: readonly Claim[] = [
  [
    /make\w+ should return the model; it returned/,
    ({ calls }) => typeof (calls[0]!.returned as Partial<Model> | undefined)?.getWeights !== 'function',
  ],
  [/The model has no layers\./, (seen) => modelOf(seen).layers.length === 0],
  [/Its (?:tensors|weights) are (.*?); expected/, (seen, [, shapes]) => shapesOf(modelOf(seen)).join(', ') === shapes],
  [/the model does not know how to learn\./, (seen) => !modelOf(seen).optimizer],
  [/The last layer ends in softmax,/, endsInShares],
  [
    /^TensorFlow\.js can't work with this (?:model|network)\. It says: (.*)$/,
    async (seen, words) => {
      if (saysTheSame(seen, words)) return true;
      const tf = await tensorFlow();
      const model = modelOf(seen);
      const errors: string[] = [];
      for (const attempt of [
        () => answer(model, known(model), examples(model)[0]!),
        () => model.predict(tf.ones([2, ...(inputOf(model) as number[])])),
        () =>
          model.trainOnBatch(
            tf.ones([2, ...(inputOf(model) as number[])]),
            tf.oneHot(tf.tensor1d([1, 2], 'int32'), 10),
          ),
      ]) {
        try {
          await attempt();
        } catch (error) {
          errors.push((error as Error).message.split('\n')[0]!.slice(0, 40));
        }
      }
      return errors.some((error) => words[1]!.startsWith(error));
    },
  ],
];

export const build: readonly Claim[] = [
  ...OF_MODELS,
  [
    /The first layer expects examples of shape \[(.*?)\]\./,
    (seen, [, shape]) => inputOf(modelOf(seen)).join(', ') === shape && shape !== '784',
  ],
  [
    /The hidden layer has (\d+) units, and makeModel was asked for (\d+)\./,
    (seen, [, units, asked]) =>
      modelOf(seen).getWeights()[0]!.shape[1] === Number(units) &&
      seen.calls[0]!.given[0] === Number(asked) &&
      units !== asked,
  ],
  [/The layers have no bias\./, (seen) => ofRank(modelOf(seen), 1).length === 0],
  [/There is only one layer with weights\./, (seen) => ofRank(modelOf(seen), 2).length === 1],
  [
    /There are more than two layers with weights\./,
    (seen) => modelOf(seen).layers.filter((layer) => layer.getWeights().length > 0).length > 2,
  ],
  [
    /The hidden layer has (\d+) units, whatever makeModel is given\./,
    (seen, [, units]) => {
      const other = (seen.exports['makeModel'] as (hidden: number) => Model)(13);
      return [modelOf(seen), other].every((model) => model.getWeights()[0]!.shape[1] === Number(units));
    },
  ],
  [
    /The last layer should have one unit for each digit\./,
    (seen) => modelOf(seen).getWeights().at(-1)!.shape[0] !== 10,
  ],
  [/There is nothing between the two dense layers\./, isTwoLayers((sum) => sum)],
  [/The slope below zero is (\S+)\. (?:That|It)/, (seen, [, leak]) => isTwoLayers(leaky(Number(leak)))(seen)],
  [/Below zero nothing is passed on: that is ReLU\./, isTwoLayers(leaky(0))],
  [
    /With known weights the ten outputs are not what a leaky ReLU of slope 0\.01 and no other activation give\./,
    async (seen) =>
      !(await isTwoLayers(leaky(0.01), undefined, 2e-5)(seen)) &&
      !(await isTwoLayers(leaky(0.01), sharesOf, 2e-5)(seen)),
  ],
  [
    /The first step has the right direction, with a learning rate of (\S+)\./,
    (seen, [, rate]) => Math.abs(optimizerOf(seen).learningRate! - Number(rate)) <= 0.01 * Math.abs(Number(rate)),
  ],
  [
    /Every weight moved by the same amount, (\S+): that is what Adam does\./,
    (seen, [, step]) =>
      /^Adam/.test(optimizerOf(seen).getClassName()) &&
      Math.abs(optimizerOf(seen).learningRate! / Number(step) - 1) < 0.06,
  ],
  [
    /The first step does not go down the cross-entropy:/,
    async (seen) => {
      const { losses } = await tensorFlow();
      return lossOf(modelOf(seen)) !== losses.softmaxCrossEntropy || optimizerOf(seen).getClassName() !== 'Momentum';
    },
  ],
  [
    /The second step is the second gradient alone:/,
    (seen) => (optimizerOf(seen).momentum ?? (optimizerOf(seen) as unknown as { m?: number }).m ?? 0) === 0,
  ],
  [
    /(\S+) times the first step is in the second;/,
    (seen, [, momentum]) =>
      Math.abs((optimizerOf(seen) as unknown as { momentum: number }).momentum - Number(momentum)) < 0.02,
  ],
  [
    /Asked for (\d+) hidden units after one of (\d+), makeModel makes (\S+)\./,
    (seen, [, asked, before, made]) => {
      const last = lastOf(seen, 'makeModel');
      const width = (last.returned as Partial<Model> | undefined)?.getWeights?.()[1]?.shape[0];
      return last.given[0] === Number(asked) && seen.calls[0]!.given[0] === Number(before) && String(width) === made;
    },
  ],
  [/In this test hidden is (\d+)\./, ({ calls }, [, hidden]) => calls[0]!.given[0] === Number(hidden)],
  [
    /That is what TensorFlow\.js takes|It should be 0\.01|Two linear layers are one|The network has two: the hidden one|Pictures come here as rows of 784 numbers|S2 uses 0\.003/,
    OF_THE_LESSON,
  ],
];

const isPooling = (name: string) => /Pooling2D$/.test(name);
/** Whether each layer is set as asked: anything else shows itself in the scores. */
const isSetAsAsked = (model: Model): boolean =>
  model.layers.every((layer) => {
    const { activation, padding, strides, poolSize, dilationRate } = config(layer);
    const name = layer.getClassName();
    if (name === 'Conv2D')
      return (
        activation === 'relu' &&
        padding === 'valid' &&
        String(strides) === '1,1' &&
        String(dilationRate ?? '1,1').replaceAll(',', '') in { 11: 1, 1: 1 }
      );
    if (isPooling(name))
      return name === 'MaxPooling2D' && padding === 'valid' && String(strides) === '2,2' && String(poolSize) === '2,2';
    if (name === 'Dense') return activation === 'linear';
    return name === 'Flatten' || name === 'InputLayer';
  }) && model.layers.map((layer) => layer.getClassName().slice(0, 4)).join() === 'Conv,MaxP,Conv,MaxP,Flat,Dens';
const reach = (seen: Seen): number => ofRank(modelOf(seen), 2)[0]![0]! / (seen.calls[0]!.given[1] as number);

export const network: readonly Claim[] = [
  ...OF_MODELS,
  [
    /The first layer expects (.+?)\. A convolution must know/,
    (seen, [, shape]) => inputOf(modelOf(seen)).join(' x ') === shape && shape !== '28 x 28 x 1',
  ],
  [
    /The network has (\d+) convolutions?; it should have two\./,
    (seen, [, count]) => ofRank(modelOf(seen), 4).length === Number(count) && count !== '2',
  ],
  [
    /Each kernel should have 5 rows of 5\./,
    (seen) => ofRank(modelOf(seen), 4).some(([rows, columns]) => rows !== 5 || columns !== 5),
  ],
  [
    /The convolutions should have as many filters as makeNetwork is told\./,
    (seen) => String(ofRank(modelOf(seen), 4).map((shape) => shape[3])) !== String(seen.calls[0]!.given),
  ],
  [
    /The network gives (.+?) for one picture, not 10 scores\./,
    (seen, [, shape]) => (modelOf(seen).outputShape as number[]).slice(1).join(' x ') === shape && shape !== '10',
  ],
  [/There should be one dense layer, of 10 scores\./, (seen) => ofRank(modelOf(seen), 2).length !== 1],
  [/The second pooling leaves 7 x 7:/, (seen) => reach(seen) === 49],
  [/[Tt]he dense layer gets (\S+) places/, (seen, [, places]) => told(reach(seen), places) && places !== '16'],
  [/The pictures are not halved twice:/, (seen) => reach(seen) > 16],
  [/Some layer has no bias\./, (seen) => ofRank(modelOf(seen), 1).length < 3],
  [
    /With all weights below zero, ReLU should leave nothing of the picture, and more comes through\./,
    async (seen) => {
      const model = modelOf(seen);
      const bias = scattered(10, 3);
      const weights = model.getWeights().map(({ size }, k) => (k === 5 ? bias : new Array<number>(size).fill(-0.1)));
      const given = await answer(model, weights, new Array<number>(784).fill(1));
      return given.some((value, j) => Math.abs(value - bias[j]!) > 1e-4);
    },
  ],
  [
    /The pooling takes the mean of each block\./,
    (seen) => modelOf(seen).layers.some((layer) => layer.getClassName() === 'AveragePooling2D'),
  ],
  [
    /The convolutions end in (\w+)\. Use/,
    (seen, [, name]) =>
      modelOf(seen)
        .layers.filter((layer) => layer.getClassName() === 'Conv2D')
        .every((layer) => config(layer)['activation'] === name),
  ],
  [/With known weights the ten scores are not what/, (seen) => !isSetAsAsked(modelOf(seen))],
  [
    /The first step moved the ten last biases by .* With Adam all move equally far\./,
    (seen) => !/^Adam/.test(optimizerOf(seen).getClassName()),
  ],
  [
    /Adam's first step is as long as its learning rate, and yours is (\S+): far from 0\.002\./,
    (seen, [, rate]) =>
      /^(Adam|RMSProp|Momentum|SGD)/.test(optimizerOf(seen).getClassName()) &&
      Math.abs(Math.abs(optimizerOf(seen).learningRate!) - Number(rate)) <= 0.1 * Number(rate),
  ],
  [
    /Fresh weights should have a loss near ln 10 = 2\.3; this loss begins at (\S+)\./,
    async (seen, [, begins]) =>
      lossOf(modelOf(seen)) !== (await tensorFlow()).losses.softmaxCrossEntropy &&
      Math.abs(Number(begins) - Math.LN10) > 1.1,
  ],
  [
    /In 12 steps on 12 simple pictures the loss went from (\S+) to (\S+)\./,
    (_seen, [, from, to]) => !(Number(to) < 0.98 * Number(from)),
  ],
  [
    /Asked for (\d+) and (\d+) filters after (\d+) and (\d+), makeNetwork makes (\S+) and (\S+)\./,
    (seen, [, ...says]) => {
      const last = lastOf(seen, 'makeNetwork');
      const made = (last.returned as Partial<Model> | undefined)?.getWeights?.() ?? [];
      return String([...last.given, ...seen.calls[0]!.given, made[0]?.shape[3], made[2]?.shape[3]]) === String(says);
    },
  ],
  [
    /In this test filters1 is (\d+) and filters2 is (\d+)\./,
    ({ calls }, [, ...says]) => String(calls[0]!.given) === String(says),
  ],
  [
    /Each convolution is followed by maxPooling2d|Both convolutions need activation|A convolution must know what lies beside what|With Adam all move equally far/,
    OF_THE_LESSON,
  ],
];
