import type { ConvolutionPlan, Plan } from './plan.ts';
import { unitActivation } from './wgsl-activations.ts';
import { each, heading, THREADS } from './wgsl-common.ts';
import { isKept } from './wgsl-lists.ts';
import { learning } from './wgsl-learning.ts';

/** Filters, and places of a window in either direction, whose sums one invocation keeps in registers. */
const FILTERS = 8;
const tileOf = ({ pool }: ConvolutionPlan): number => Math.min(2, pool);
const filtersOf = ({ filters }: ConvolutionPlan): number => Math.min(FILTERS, filters);
/** Channels whose deltas one invocation keeps in registers. */
const channelsOf = ({ channels }: ConvolutionPlan): number => Math.min(8, channels);

const placesOf = ({ pooledSide }: ConvolutionPlan): number => pooledSide ** 2;

/** Invocations an image: `forwardConvolution` has one for each output of a group of filters, `deltaBefore` one for each place of a group of channels. */
export const forwardThreads = (layer: ConvolutionPlan): number =>
  placesOf(layer) * Math.ceil(layer.filters / filtersOf(layer));
export const deltaThreads = (layer: ConvolutionPlan): number =>
  layer.side ** 2 * Math.ceil(layer.channels / channelsOf(layer));

/** `input<l>`: what lies at a place of a channel of image n, counted in the piece. */
function inputFunction(plan: Plan, index: number): string {
  const { side } = plan.convolutions[index]!;
  const before = plan.convolutions[index - 1];
  const head = `fn input${index}(n: u32, channel: u32, y: u32, x: u32) -> f32`;
  if (before)
    return `${head} { return values[${before.values} + n * ${before.units} + (channel * ${side} + y) * ${side} + x]; }`;
  const { inputDrop } = plan;
  const kept = inputDrop && isKept(plan, inputDrop, 'piece.start + n', 'place');
  return `${head} {
  let place = y * ${side} + x;
  let value = grey(pixel(example(piece.start + n) & 0xffffff, place));
  return value${kept ? ` * select(1.0, select(0.0, ${inputDrop.scale}f, ${kept}), piece.drops == 1)` : ''};
}`;
}

/** `winner<l>`: the place, before pooling, of the largest of the window of output `p` of a filter of image n. */
const winnerFunction = (layer: ConvolutionPlan, index: number): string => /* wgsl */ `
fn winner${index}(n: u32, filter_: u32, p: u32) -> vec2u {
  let at = ${layer.winners === null ? 'p' : `lists[${layer.winners} + n * ${layer.units} + filter_ * ${placesOf(layer)} + p]`};
  return vec2u(at % ${layer.outputSide}, at / ${layer.outputSide});
}`;

/**
 * a = f(max over the window of x ∗ W + b), and where the largest lay. All activations here rise everywhere, so the
 * largest sum gives the largest output. One invocation has one output of each of some filters.
 */
export function forwardConvolution(plan: Plan, index: number): string {
  const layer = plan.convolutions[index]!;
  const { channels, filters, size, outputSide, pool, pooledSide, rows, weights, winners } = layer;
  const [group, tile, places] = [filtersOf(layer), tileOf(layer), placesOf(layer)];
  const tiles = Array.from({ length: tile * tile }, (_, t) => [Math.floor(t / tile), t % tile] as const);
  const isWhole = pool % tile === 0;
  return /* wgsl */ `${heading(plan)}${unitActivation(layer.activation)}
${inputFunction(plan, index)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let p = id.x % ${places};
  let k = id.x / ${places} * ${group};
  let n = id.y;
  if (k >= ${filters}) { return; }
  let top = p / ${pooledSide} * ${pool};
  let left = p % ${pooledSide} * ${pool};
  ${each(group, (f) => `var best${f} = 0.0;\nvar at${f} = 0u;`)}
  for (var wy = 0u; wy < ${pool}; wy += ${tile}) {
    for (var wx = 0u; wx < ${pool}; wx += ${tile}) {
      ${each(group, (f) => {
        const bias = `weights[${weights} + (k + ${f}) * ${rows} + ${rows - 1}]`;
        return `let b${f} = ${bias};\n${each(tiles.length, (t) => `var z${f}_${t} = b${f};`)}`;
      })}
      for (var c = 0u; c < ${channels}; c++) {
        for (var u = 0u; u < ${size}; u++) {
          for (var v = 0u; v < ${size}; v++) {
            let w = ${weights} + k * ${rows} + (c * ${size} + u) * ${size} + v;
            ${each(group, (f) => `let w${f} = weights[w + ${f * rows}];`)}
            ${each(tiles.length, (t) => {
              const [y, x] = tiles[t]!;
              return `let x${t} = input${index}(n, c, top + wy + u + ${y}, left + wx + v + ${x});\n${each(group, (f) => `z${f}_${t} += w${f} * x${t};`)}`;
            })}
          }
        }
      }
      ${each(tiles.length, (t) => {
        const [y, x] = tiles[t]!;
        const there = isWhole ? '' : `if (wy + ${y} < ${pool} && wx + ${x} < ${pool}) `;
        const at = `(top + wy + ${y}) * ${outputSide} + left + wx + ${x}`;
        const first = t === 0 ? 'wy + wx == 0 || ' : '';
        return `${there}{
        let place = ${at};
        ${each(group, (f) => `if (${first}z${f}_${t} > best${f} || (z${f}_${t} == best${f} && place < at${f})) { best${f} = z${f}_${t}; at${f} = place; }`)}
      }`;
      })}
    }
  }
  let to = n * ${layer.units} + k * ${places} + p;
  ${each(group, (f) => {
    const there = filters % group === 0 ? '' : `if (k + ${f} < ${filters}) `;
    return `${there}{
    values[${layer.values} + to + ${f * places}] = activate(best${f});
    ${winners === null ? '' : `lists[${winners} + to + ${f * places}] = at${f};`}
  }`;
  })}
}
`;
}

/**
 * δ of the convolution before [c, i, j] = f' Σ_k Σ_p W[k, c, i - y, j - x] δ[k, p], where (y, x) is the winner of
 * window p: what was pooled away has no delta. One invocation has one place of some channels.
 */
export function deltaBefore(plan: Plan, index: number): string {
  const layer = plan.convolutions[index]!;
  const before = plan.convolutions[index - 1]!;
  const { side, channels, filters, size, outputSide, pool, pooledSide, rows, weights } = layer;
  const [group, places] = [channelsOf(layer), side ** 2];
  const last = pooledSide - 1;
  /** The first and the last window that a kernel on this row or column can come from. */
  const range = (at: string): string =>
    `vec2u(select(0u, ${at} - ${size - 1}, ${at} >= ${size - 1}) / ${pool}, min(min(${at}, ${outputSide - 1}) / ${pool}, ${last}))`;
  return /* wgsl */ `${heading(plan)}${unitActivation(before.activation)}
${winnerFunction(layer, index)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let place = id.x % ${places};
  let c = id.x / ${places} * ${group};
  let n = id.y;
  if (c >= ${channels}) { return; }
  let i = place / ${side};
  let j = place % ${side};
  let ys = ${range('i')};
  let xs = ${range('j')};
  ${each(group, (r) => `var s${r} = 0.0;`)}
  for (var k = 0u; k < ${filters}; k++) {
    for (var py = ys.x; py <= ys.y; py++) {
      for (var px = xs.x; px <= xs.y; px++) {
        let p = py * ${pooledSide} + px;
        let d = deltas[${layer.values} + n * ${layer.units} + k * ${placesOf(layer)} + p];
        if (d == 0) { continue; }
        let won = winner${index}(n, k, p);
        if (won.y > i || i >= won.y + ${size} || won.x > j || j >= won.x + ${size}) { continue; }
        let w = ${weights} + k * ${rows} + c * ${size ** 2} + (i - won.y) * ${size} + j - won.x;
        ${each(group, (r) => `s${r} += d * weights[w + ${r * size ** 2}];`)}
      }
    }
  }
  let to = ${before.values} + n * ${before.units} + c * ${places} + place;
  ${each(group, (r) => `${channels % group === 0 ? '' : `if (c + ${r} < ${channels}) `}{ deltas[to + ${r * places}] = s${r} * slope(values[to + ${r * places}]); }`)}
}
`;
}

/** Numbers of a kernel that a workgroup finds the gradient of: whole rows. */
const MOST_NUMBERS = 32;
const rowsAtOnce = ({ size }: ConvolutionPlan): number => Math.min(size, Math.max(1, Math.floor(MOST_NUMBERS / size)));
const blocksOf = (layer: ConvolutionPlan): number => Math.ceil(layer.size / rowsAtOnce(layer));
const numbersOf = (layer: ConvolutionPlan): number => rowsAtOnce(layer) * layer.size;

/** Workgroups: one for some rows of each kernel of each filter. */
const learnGroupsOf = (layer: ConvolutionPlan): number => layer.filters * layer.channels * blocksOf(layer);
export const learnGroups = ({ convolutions }: Plan): number =>
  convolutions.reduce((sum, layer) => sum + learnGroupsOf(layer), 0);

/** `learn<l>`: the invocations of a workgroup share the images and places of a sum, and add up what each has found. */
function learnFunction(plan: Plan, index: number): string {
  const layer = plan.convolutions[index]!;
  const { channels, size, rows, weights } = layer;
  const [numbers, blocks, places] = [numbersOf(layer), blocksOf(layer), placesOf(layer)];
  return /* wgsl */ `
${inputFunction(plan, index)}
${winnerFunction(layer, index)}
fn learn${index}(group: u32, thread: u32) {
  let block = group % ${blocks};
  let c = group / ${blocks} % ${channels};
  let k = group / ${blocks * channels};
  ${each(numbers, (r) => `var g${r} = 0.0;`)}
  var bias = 0.0;
  for (var item = thread; item < piece.count * ${places}; item += ${THREADS}) {
    let n = item / ${places};
    let p = item % ${places};
    let d = deltas[${layer.values} + n * ${layer.units} + k * ${places} + p];
    if (d == 0) { continue; }
    let won = winner${index}(n, k, p);
    let y = won.y + block * ${rowsAtOnce(layer)};
    bias += d;
    ${each(numbers, (r) => `g${r} += d * input${index}(n, c, y + ${Math.floor(r / size)}, won.x + ${r % size});`)}
  }
  ${each(numbers, (r) => `sums[thread * ${numbers} + ${r}] = g${r};`)}
  biases[thread] = bias;
  workgroupBarrier();
  let number = block * ${numbers} + thread;
  if (thread < ${numbers} && number < ${size ** 2}) {
    var sum = 0.0;
    for (var t = 0u; t < ${THREADS}; t++) { sum += sums[t * ${numbers} + thread]; }
    learn(${weights} + k * ${rows} + c * ${size ** 2} + number, sum);
  }
  if (thread == 0 && c == 0 && block == 0) {
    var sum = 0.0;
    for (var t = 0u; t < ${THREADS}; t++) { sum += biases[t]; }
    learn(${weights} + k * ${rows} + ${rows - 1}, sum);
  }
}
`;
}

/** The weights of all convolutions learn, in one dispatch: `learnGroups` workgroups. */
export function updateConvolutions(plan: Plan): string {
  const { convolutions } = plan;
  const most = Math.max(...convolutions.map(numbersOf));
  let first = 0;
  const calls = convolutions.map((layer, index) => {
    const from = first;
    first += learnGroupsOf(layer);
    return `if (group.x < ${first}) { learn${index}(group.x - ${from}, thread); }`;
  });
  return /* wgsl */ `${heading(plan)}${learning(plan)}
var<workgroup> sums: array<f32, ${THREADS * most}>;
var<workgroup> biases: array<f32, ${THREADS}>;
${convolutions.map((_, index) => learnFunction(plan, index)).join('')}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  ${calls.join(' else ')}
}
`;
}
