import { createHash } from 'node:crypto';
import { LABEL_SMOOTHING } from '../unit/settings/label-smoothing.ts';
import { origin, originalsOfSigns, signs } from '../unit/data/made-up/signs.ts';
import type { Scratch } from './scratch.ts';

/** A change that CONTRIBUTING.md tells how to make. */
interface Change {
  /** What stands before it in the table there: one row, or several that a whole change takes. */
  readonly rows: readonly string[];
  /** Makes it, by the table alone. */
  readonly make: (scratch: Scratch) => void;
  /** What is found of it in the built book: a text of its scripts. */
  readonly inScripts?: string;
}

const SETTINGS = 'src/lib/settings';
const PICTURES = 'src/components/widgets/pictures';
const SIMD = 'src/lib/engine/simd';
const CARD = 'src/lib/engine/webgpu/fused';
const RECIPES = 'src/lib/interchange/recipe-parts.ts';
const CHAPTERS = 'src/content/chapters';
const SOLUTIONS = 'tests/content/solutions';

/** A case of `tests/golden/recipe-cases.ts` more. */
const recipeCase = (scratch: Scratch, entry: string): void =>
  scratch.before('tests/golden/recipe-cases.ts', "  'all zero': {", entry);

/** Adagrad: its steps grow smaller, the more a weight has moved. */
const optimizer: Change = {
  rows: ['an optimizer'],
  make(scratch) {
    scratch.after(`${SETTINGS}/choices.ts`, "  rmsprop: 'RMSprop',\n", "  adagrad: 'Adagrad',\n");
    scratch.after(
      `${SETTINGS}/fields.ts`,
      '  rmsprop: { decay: 0.99, epsilon: 1e-8 },\n',
      '  adagrad: { epsilon: 1e-10 },\n',
    );
    scratch.after(`${SETTINGS}/fields.ts`, '  rmsprop: 0.001,\n', '  adagrad: 0.001,\n');
    scratch.before(
      'src/lib/nn/optimizers.ts',
      '} satisfies Record<OptimizerName, unknown>;',
      `  /** s ← s + g², then w ← w - η g / (√s + ε), where s starts at zero (PyTorch's form). */
  adagrad: optimizer({
    settings: ['learningRate', 'epsilon'],
    memories: ['sum'],
    update({ learningRate: eta, epsilon }, gradient, from, to) {
      const w = from.values;
      const s = from.memories[0]!;
      const nextS = to.memories[0]!;
      for (let i = 0; i < w.length; i++) {
        const g = gradient[i]!;
        const sum = s[i]! + g * g;
        nextS[i] = sum;
        to.values[i] = w[i]! - (eta * g) / (Math.sqrt(sum) + epsilon);
      }
    },
  }),
`,
    );
    scratch.after(
      `${SIMD}/optimizing.ts`,
      '    idle: ({ decay }) => ({ fade: decay, move: 0 }),\n  },\n',
      `  adagrad: {
    kind: 6,
    updateTwo: (kernels) => kernels.updateTwoAdagrad,
    numbers: ({ learningRate, epsilon }) => ({ rate: learningRate, epsilon }),
    idle: () => ({ fade: 1, move: 0 }),
  },
`,
    );
    const kernels = `${SIMD}/assembly`;
    scratch.after(`${kernels}/optimizers.ts`, 'export const RMSPROP: i32 = 5;\n', 'export const ADAGRAD: i32 = 6;\n');
    scratch.before(
      `${kernels}/optimizers.ts`,
      '  } else {\n    const square',
      `  } else if (kind === ADAGRAD) {
    const sum = f32x4.add(v128.load(one), f32x4.mul(g, g));
    v128.store(one, sum);
    v128.store(w, f32x4.add(weight, f32x4.div(f32x4.mul(eta, g), f32x4.add(f32x4.sqrt(sum), f32x4.splat(epsilon)))));
`,
    );
    const given =
      'rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize';
    scratch.replace(`${kernels}/sparse.ts`, 'import { ADAM, ', 'import { ADAGRAD, ADAM, ');
    scratch.before(
      `${kernels}/sparse.ts`,
      `// @ts-ignore: decorator\n@inline\nfunction updateTwoBy(`,
      `export function updateTwoAdagrad(${given}): void {
  updateTwoBy(ADAGRAD, rows, records, sorted, delta, start, w, panel, apart);
}
`,
    );
    scratch.after(`${kernels}/index.ts`, 'updateOne, ', 'updateTwoAdagrad, ');
    scratch.after(
      `${CARD}/wgsl-learning.ts`,
      '  let change = g / (sqrt(v) + ${number(epsilon)});`,\n  },\n',
      `  adagrad: {
    change: ({ epsilon }) => \`
  let s = memory[at] + g * g;
  memory[at] = s;
  let change = g / (sqrt(s) + \${number(epsilon)});\`,
  },
`,
    );
    scratch.after(
      RECIPES,
      '    `RMSprop(network.parameters(), lr=${learningRate}, alpha=${decay}, eps=${epsilon}`,\n',
      '  adagrad: ({ learningRate, epsilon }) => `Adagrad(network.parameters(), lr=${learningRate}, eps=${epsilon}`,\n',
    );
    const golden = 'tests/golden/networks.py';
    scratch.after(
      golden,
      '        p, s["learningRate"], alpha=s["decay"], eps=s["epsilon"], weight_decay=l2\n    ),\n',
      '    "adagrad": lambda p, s, l2: torch.optim.Adagrad(p, s["learningRate"], eps=s["epsilon"], weight_decay=l2),\n',
    );
    scratch.before(golden, 'BATCHES = 5', 'ADAGRAD = {"name": "adagrad", "learningRate": 0.05, "epsilon": 1e-10}\n');
    scratch.replace(
      golden,
      '(SGD, MOMENTUM, NESTEROV, ADAM, RMSPROP):',
      '(SGD, MOMENTUM, NESTEROV, ADAM, RMSPROP, ADAGRAD):',
    );
    recipeCase(
      scratch,
      "  Adagrad: { ...base, l2: 1e-3, optimizer: { name: 'adagrad', learningRate: 0.02, epsilon: 1e-10 } },\n",
    );
  },
  inScripts: 'Adagrad',
};

/** Softplus: a ReLU without a corner. */
const activation: Change = {
  rows: ['an activation'],
  make(scratch) {
    scratch.after(`${SETTINGS}/choices.ts`, "  leakyRelu: 'leaky ReLU',\n", "  softplus: 'softplus',\n");
    scratch.replace(`${SETTINGS}/choices.ts`, "'sigmoid', 'identity'];", "'sigmoid', 'softplus', 'identity'];");
    scratch.before(
      'src/lib/nn/activations.ts',
      '  /** p_j = e^(z_j)',
      `  /** f(z) = log(1 + e^z), f' = 1 - e^-a */
  softplus: elementwise(
    (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    (_z, a) => -Math.expm1(-a),
  ),
`,
    );
    scratch.after(
      `${CARD}/wgsl-activations.ts`,
      'slope: `select(${LEAK}, 1.0, a > 0)` },\n',
      "  softplus: { output: 'max(z, 0) + log(1 + exp(-abs(z)))', slope: '1 - exp(-a)' },\n",
    );
    scratch.after('src/lib/interchange/tensorflow-activations.ts', "  relu: 'relu',\n", "  softplus: 'softplus',\n");
    scratch.after(RECIPES, '  leakyRelu: `nn.LeakyReLU(${LEAK})`,\n', "  softplus: 'nn.Softplus()',\n");
    scratch.after(
      'tests/golden/networks.py',
      '    "leakyRelu": nn.LeakyReLU(0.01),\n',
      '    "softplus": nn.Softplus(),\n',
    );
    recipeCase(scratch, "  softplus: { ...base, layers: [dense(16, 'softplus'), dense(10, 'identity')] },\n");
  },
  inScripts: 'softplus',
};

const setting: Change = {
  rows: ['a setting of a network or run'],
  make: (scratch) => scratch.after(`${SETTINGS}/fields.ts`, 'export const SPECIFICATION_FIELDS = {', LABEL_SMOOTHING),
  inScripts: 'Label smoothing',
};

const picture: Change = {
  rows: ['a picture of trained networks'],
  make(scratch) {
    scratch.write(
      `${PICTURES}/size.ts`,
      `import type { ShownModel } from './picture.ts';

/** How many numbers a network has learned. */
export const sizeOf = ({ weights }: ShownModel): number => weights.reduce((sum, { values }) => sum + values.length, 0);
`,
    );
    scratch.write(
      `${PICTURES}/Size.tsx`,
      `import type { PictureProps } from './picture.ts';
import { sizeOf } from './size.ts';
import { Untrained } from './Waiting.tsx';

/** How many weights and biases a network has. */
export function Size({ model }: PictureProps) {
  if (!model.value) return <Untrained>their number appears here</Untrained>;
  return <p class="judged-words">{sizeOf(model.value).toLocaleString('en-US')} weights and biases</p>;
}
`,
    );
    scratch.after(
      `${PICTURES}/registry.ts`,
      'export const views = {\n',
      "  size: { title: 'How many weights', load: async () => (await import('./Size.tsx')).Size },\n",
    );
  },
  inScripts: 'How many weights',
};

/** A value as the formatter sets it in a program. */
const literal = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replace(/"/g, "'")
    .replace(/([\w'\]}])\n/g, '$1,\n');

const dataSet: Change = {
  rows: ['a data set'],
  make(scratch) {
    const marks = { ...signs, name: 'Marks', files: { ...signs.files, folder: 'marks/' } };
    scratch.replace(
      'src/lib/data/data-sets.ts',
      'export const DATA_SETS = { mnist }',
      `const marks = ${literal(marks)} as const satisfies DataSet;\nexport const DATA_SETS = { mnist, marks }`,
    );
    scratch.after(
      'src/lib/data/origins.ts',
      'export const ORIGINS: Readonly<Record<BookSetId, Origin>> = {\n',
      `  marks: ${literal(origin)},\n`,
    );
    // Its originals stand for a package: `npm run data` makes the files of them.
    for (const [name, bytes] of originalsOfSigns()) scratch.write(`public/data/marks-originals/${name}`, bytes);
    const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
    const originals = [...originalsOfSigns()].map(([file, bytes]) => ({
      file,
      md5: md5(bytes),
      set: file.startsWith('train') ? 'train' : 'test',
      kind: file.includes('images') ? 'images' : 'labels',
    }));
    scratch.after(
      'scripts/data/sources.ts',
      'export const SOURCES: Readonly<Record<BookSetId, Source>> = {\n',
      `  marks: { folder: () => 'public/data/marks-originals', originals: ${literal(originals)} },\n`,
    );
  },
  inScripts: 'Marks',
};

const colour: Change = {
  rows: ['a colour'],
  make(scratch) {
    scratch.after('src/styles/tokens.css', '  --sym-x: #1a1d21;\n', '  --sym-made-up: #5b3a8c;\n');
    scratch.after('src/styles/tokens.css', '    --sym-x: #e3e5e2;\n', '    --sym-made-up: #c9b0f0;\n');
  },
};

/** A chapter with the exercises of the second one, a step more, and in it a trainer on the other data set, with the new picture. */
const chapter: Change = {
  rows: ['a chapter', 'a step', 'an exercise', 'a training widget'],
  make(scratch) {
    const folders = scratch.files.filter((file) => file.startsWith(`${CHAPTERS}/`)).map((file) => file.split('/')[3]!);
    const chapters = [...new Set(folders)].filter((name) => /^\d\d-/.test(name)).sort();
    const second = chapters[1]!;
    const name = `${String(chapters.length + 1).padStart(2, '0')}-made-up`;
    for (const file of scratch.files)
      if ([CHAPTERS, SOLUTIONS].some((folder) => file.startsWith(`${folder}/${second}/`)))
        scratch.write(file.replace(second, name), scratch.read(file));
    const index = `${CHAPTERS}/${name}/index.mdx`;
    const text = scratch.read(index);
    const step = `<Step id="signs" title="Three signs">

A single layer tells a ring from a cross and a bar.

<Predict
  id="marks"
  question="A mark has 12 times 12 pixels, and there are three kinds of marks. How many weights does a single layer for them have?"
  answer={432}
  explanation="One for each pair: 144 × 3 = 432."
/>

<Trainer id="signs" title="Marks" views={['size', 'mistakes']} data="marks" epochs={3} />

</Step>

`;
    scratch.write(
      index,
      text
        // Each term is explained once, and each question asked before it is answered: in the second chapter.
        .replace(/<\/?(Term|AfterGuess)\b[^>]*>|<Predict\b[\s\S]*?\/>/g, '')
        .replace('<Step ', () => `${step}<Step `)
        .replace(/^title: .*$/m, 'title: A made-up chapter')
        .replace(/^part: .*$/m, 'part: 4'),
    );
  },
};

/** Where a class meets: instructors say it, students read it in the bar. */
const classSetting: Change = {
  rows: ['a setting of classes'],
  make(scratch) {
    const file = 'src/lib/class/class-file.ts';
    scratch.after(
      file,
      '  readonly ask?: string | undefined;\n',
      '  /** Where the class meets. */\n  readonly room?: string | undefined;\n',
    );
    scratch.after(file, '  ask: v.optional(words(500)),\n', '  room: v.optional(words(100)),\n');
    scratch.after(
      file,
      "  ask: 'who to ask, at most 500 characters',\n",
      "  room: 'where the class meets, at most 100 characters',\n",
    );
    scratch.after(
      'src/components/widgets/class/maker/ClassMaker.tsx',
      "  { name: 'ask', label: 'Who to ask' },\n",
      "  { name: 'room', label: 'Where the class meets' },\n",
    );
    scratch.after(
      'src/components/widgets/class/bar/ClassBar.tsx',
      '          {file.ask && <p>Ask: {file.ask}</p>}\n',
      '          {file.room && <p>Room: {file.room}</p>}\n',
    );
    scratch.after('docs/teaching.md', '| field | what it says |\n|---|---|\n', '| `room` | where the class meets |\n');
    scratch.after(
      'tests/unit/class/class-file.test.ts',
      "describe('a class file', () => {\n",
      `  it('says where the class meets', () => {
    expect(readClass(writeClass({ ...file, room: '12' }))).toEqual({ file: { ...file, room: '12' } });
    expect(words({ ...file, room: 12 })).toEqual([
      'room: expected where the class meets, at most 100 characters; found 12.',
    ]);
  });

`,
    );
  },
  inScripts: 'Where the class meets',
};

/** The changes of CONTRIBUTING.md, in an order in which each can be made: the chapter uses what the others brought. */
export const changes: readonly Change[] = [
  optimizer,
  activation,
  setting,
  picture,
  dataSet,
  colour,
  classSetting,
  chapter,
];
