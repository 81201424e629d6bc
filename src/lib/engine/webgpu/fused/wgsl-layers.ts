import { beforeOf, type LayerPlan, type OutputsPlan, type Plan } from './plan.ts';
import { isByRow, unitActivation } from './wgsl-activations.ts';
import { each, heading, outputLayer, THREADS } from './wgsl-common.ts';
import { learning, restsWithoutGradient } from './wgsl-learning.ts';
import { isKept, listLength, rowListOf } from './wgsl-lists.ts';

/** Units of the first layer that one invocation works on. */
const columnsOf = ({ layers }: Plan): number => Math.min(8, Math.ceil(layers[0]!.units / THREADS));
/** Units of the first layer that one workgroup works on. */
export const widthOf = (plan: Plan): number => THREADS * columnsOf(plan);

/** Images, and parts of the sum over the inputs, that one workgroup of the last layer works on. */
export const IMAGES = 4;
const PARTS = 16;

const activationOf = (plan: Plan, layer: LayerPlan): string =>
  unitActivation(layer === plan.layers.at(-1) ? 'identity' : layer.activation);

/** An input of the first layer, by an entry of a list. The bias, which is one more, is never dropped. */
const inputOf = ({ inputDrop }: Plan, entry: string, place: string): string =>
  inputDrop
    ? `grey(${entry}) * select(1.0, ${inputDrop.scale}f, piece.drops == 1 && ${place} < INPUTS)`
    : `grey(${entry})`;

/** What a layer gives out from a weighted sum; `n` is its image, counted in the piece. */
function outputOf(plan: Plan, layer: LayerPlan, z: string, n: string, unit: string): string {
  return isByRow(layer.activation) ? z : `activate(${z})${times(plan, layer, n, unit)}`;
}

/** By what an output is multiplied: nothing, or what dropout says. */
function times(plan: Plan, { drop }: LayerPlan, n: string, unit: string): string {
  if (!drop) return '';
  const kept = isKept(plan, drop, `piece.start + ${n}`, `(${unit})`);
  return ` * select(1.0, select(0.0, ${drop.scale}f, ${kept}), piece.drops == 1)`;
}

/** a = f(x W) of the first layer, by the lists of pixels. A workgroup has one image and `widthOf` units. */
export function forwardFirst(plan: Plan): string {
  const layer = plan.layers[0]!;
  const columns = columnsOf(plan);
  const at = (r: number): string => (r === 0 ? '' : ` + ${r * THREADS}`);
  return /* wgsl */ `${heading(plan)}${activationOf(plan, layer)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * ${widthOf(plan)} + thread;
  let list = (piece.start + group.y) * ${listLength(plan, 1)};
  let length = lists[list];
  ${each(columns, (r) => `var z${r} = 0.0;`)}
  for (var e = 1u; e <= length; e++) {
    let entry = lists[list + e];
    let x = ${inputOf(plan, 'entry', '(entry >> 8)')};
    let w = (entry >> 8) * ${layer.units} + column;
    ${each(columns, (r) => `z${r} += x * weights[w${at(r)}];`)}
  }
  let to = group.y * ${layer.units};
  ${each(columns, (r) => `if (column${at(r)} < ${layer.units}) { values[to + column${at(r)}] = ${outputOf(plan, layer, `z${r}`, 'group.y', `column${at(r)}`)}; }`)}
}
`;
}

/** a = f(x W) of a layer between. One invocation a unit of one image. */
export function forwardBetween(plan: Plan, index: number): string {
  const layer = plan.layers[index]!;
  const before = beforeOf(plan, index)!;
  return /* wgsl */ `${heading(plan)}${activationOf(plan, layer)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let unit = id.x;
  let n = id.y;
  if (unit >= ${layer.units}) { return; }
  let x = ${before.values} + n * ${layer.inputs};
  let w = ${layer.weights} + unit * ${layer.rows};
  var z = ${layer.bias ? `weights[w + ${layer.inputs}]` : '0.0'};
  for (var i = 0u; i < ${layer.inputs}; i++) { z += values[x + i] * weights[w + i]; }
  values[${layer.values} + n * ${layer.units} + unit] = ${outputOf(plan, layer, 'z', 'n', 'unit')};
}
`;
}

/** Scores and deltas of the last layer. `PARTS` invocations share the sums of one image. */
export function forwardLast(plan: Plan): string {
  const layer = plan.layers.at(-1)!;
  const before = beforeOf(plan, plan.layers.length - 1)!;
  const { units, inputs, rows } = layer;
  return /* wgsl */ `${heading(plan)}${outputLayer(plan)}
var<workgroup> sums: array<f32, ${IMAGES * PARTS * units}>;
@compute @workgroup_size(${IMAGES * PARTS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let part = thread % ${PARTS};
  let n = group.x * ${IMAGES} + thread / ${PARTS};
  var z: Row;
  if (n < piece.count) {
    ${each(units, (k) => `var z${k} = 0.0;`)}
    for (var i = part; i < ${inputs}; i += ${PARTS}) {
      let x = values[${before.values} + n * ${inputs} + i];
      ${each(units, (k) => `z${k} += x * weights[${layer.weights + k * rows} + i];`)}
    }
    ${each(units, (k) => `sums[thread * ${units} + ${k}] = z${k};`)}
  }
  workgroupBarrier();
  let mine = group.x * ${IMAGES} + thread;
  if (thread >= ${IMAGES} || mine >= piece.count) { return; }
  for (var k = 0; k < UNITS; k++) {
    z[k] = ${layer.bias ? `weights[${layer.weights + inputs} + u32(k) * ${rows}]` : '0.0'};
    for (var p = 0u; p < ${PARTS}; p++) { z[k] += sums[(thread * ${PARTS} + p) * ${units} + u32(k)]; }
  }
  ${judging(layer)}
}
`;
}

const judging = (layer: LayerPlan): string => /* wgsl */ `
  let judged = judge(z, i32(example(piece.start + mine) >> 24), piece.share);
  scores[piece.origin + piece.start + mine] = judged.score;
  for (var k = 0; k < UNITS; k++) { deltas[${layer.values} + mine * ${layer.units} + u32(k)] = judged.delta[k]; }`;

/** Scores and deltas from the weighted sums of the last layer, where another kernel has made them. One invocation an image. */
export function judgeOnly(plan: Plan): string {
  const layer = plan.layers.at(-1)!;
  return /* wgsl */ `${heading(plan)}${outputLayer(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let mine = id.x;
  if (mine >= piece.count) { return; }
  var z: Row;
  for (var k = 0; k < UNITS; k++) { z[k] = values[${layer.values} + mine * ${layer.units} + u32(k)]; }
  ${judging(layer)}
}
`;
}

/** From the gradient by what unit i of image n gave out, `a`, to its delta. What was dropped has none. */
function throughUnit(plan: Plan, { drop }: OutputsPlan): string {
  if (!drop) return 'back *= slope(a);';
  const kept = isKept(plan, drop, 'piece.start + n', 'i');
  return `back = select(0.0, ${drop.scale}f * back * slope(a / ${drop.scale}f), ${kept});`;
}

/** A workgroup goes over all units of one image; `reduced` is what each of its invocations ends with. */
const overUnits = ({ units, values }: LayerPlan): string => /* wgsl */ `
var<workgroup> parts: array<f32, ${THREADS}>;
fn total(thread: u32, mine: f32) -> f32 {
  parts[thread] = mine;
  workgroupBarrier();
  var sum = 0.0;
  for (var t = 0u; t < ${THREADS}; t++) { sum += parts[t]; }
  workgroupBarrier();
  return sum;
}
fn largest(thread: u32, mine: f32) -> f32 {
  parts[thread] = mine;
  workgroupBarrier();
  var most = parts[0];
  for (var t = 1u; t < ${THREADS}; t++) { most = max(most, parts[t]); }
  workgroupBarrier();
  return most;
}
const UNITS = ${units}u;
const VALUES = ${values}u;
`;

/** Softmax, or its logarithm, of a hidden layer, in place. A workgroup an image. */
export const activateRow = (plan: Plan, layer: LayerPlan): string => /* wgsl */ `${heading(plan)}${overUnits(layer)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = VALUES + group.x * UNITS;
  var most = values[row];
  for (var k = thread; k < UNITS; k += ${THREADS}) { most = max(most, values[row + k]); }
  most = largest(thread, most);
  var sum = 0.0;
  for (var k = thread; k < UNITS; k += ${THREADS}) { sum += exp(values[row + k] - most); }
  let shift = most + log(total(thread, sum));
  for (var k = thread; k < UNITS; k += ${THREADS}) {
    let a = ${layer.activation === 'softmax' ? 'exp(values[row + k] - shift)' : 'values[row + k] - shift'};
    ${layer.whole === null ? '' : `values[${layer.whole}u + group.x * UNITS + k] = a;`}
    values[row + k] = a${times(plan, layer, 'group.x', 'k')};
  }
}
`;

/** The deltas of such a layer from the gradient by what it gave out, in place. A workgroup an image. */
export function throughRow(plan: Plan, layer: LayerPlan): string {
  const isSoftmax = layer.activation === 'softmax';
  return /* wgsl */ `${heading(plan)}${overUnits(layer)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = VALUES + group.x * UNITS;
  let whole = ${layer.whole === null ? 'row' : `${layer.whole}u + group.x * UNITS`};
  var sum = 0.0;
  for (var k = thread; k < UNITS; k += ${THREADS}) {
    let d = deltas[row + k]${times(plan, layer, 'group.x', 'k')};
    sum += d${isSoftmax ? ' * values[whole + k]' : ''};
    deltas[row + k] = d;
  }
  sum = total(thread, sum);
  for (var k = thread; k < UNITS; k += ${THREADS}) {
    let a = values[whole + k];
    deltas[row + k] = ${isSoftmax ? 'a * (deltas[row + k] - sum)' : 'deltas[row + k] - exp(a) * sum'};
  }
}
`;
}

/** Units whose weights an invocation of `backward` keeps in registers. */
const REGISTERS = 10;

/**
 * δ of the layer before = (δ Wᵀ) f', and the weights of a layer after the first, in one visit.
 * One invocation has one input of the layer, and all its weights.
 */
export function backward(plan: Plan, index: number): string {
  const layer = plan.layers[index]!;
  const before = beforeOf(plan, index)!;
  const { units, inputs, rows } = layer;
  const rounds = Math.ceil(units / REGISTERS);
  const registers = Math.ceil(units / rounds);
  // The last round may reach over the end: there its weights and deltas count as zero.
  const guarded = (k: number, value: string): string =>
    rounds * registers === units ? value : `select(0.0, ${value}, unit + ${k} < ${units})`;
  const through = isByRow(before.activation) ? '' : throughUnit(plan, before);
  return /* wgsl */ `${heading(plan)}${unitActivation(before.activation)}${learning(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= ${rows}) { return; }
  for (var unit = 0u; unit < ${units}; unit += ${registers}) {
    let w = ${layer.weights} + unit * ${rows} + i;
    ${each(registers, (k) => `let w${k} = ${guarded(k, `weights[w + ${k * rows}]`)};\nvar g${k} = 0.0;`)}
    for (var n = 0u; n < piece.count; n++) {
      let delta = ${layer.values} + n * ${units} + unit;
      ${each(registers, (k) => `let d${k} = ${guarded(k, `deltas[delta + ${k}]`)};`)}
      var a = 1.0;
      if (i < ${inputs}) {
        let at = ${before.values} + n * ${inputs} + i;
        a = values[at];
        var back = ${Array.from({ length: registers }, (_, k) => `w${k} * d${k}`).join(' + ')};
        ${rounds > 1 ? 'if (unit > 0) { back += deltas[at]; }' : ''}
        ${rounds > 1 ? `if (unit + ${registers} >= ${units}) { ${through} }` : through}
        deltas[at] = back;
      }
      ${each(registers, (k) => `g${k} += a * d${k};`)}
    }
    ${each(registers, (k) => `${rounds * registers === units ? '' : `if (unit + ${k} < ${units}) `}{ learn(w + ${k * rows}, g${k}); }`)}
  }
}
`;
}

/** Rows of the first layer's weights that one workgroup updates. */
const ROWS = 8;
export const updateGroups = ({ layers: [first] }: Plan): number => Math.ceil(first!.rows / ROWS);

/** The first layer's weights learn, by the lists of images that have each pixel. A workgroup has `ROWS` pixels and `widthOf` units. */
export function updateFirst(plan: Plan): string {
  const { units, rows } = plan.layers[0]!;
  const columns = columnsOf(plan);
  const at = (r: number): string => (r === 0 ? '' : ` + ${r * THREADS}`);
  return /* wgsl */ `${heading(plan)}${learning(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * ${widthOf(plan)} + thread;
  for (var row = group.y * ${ROWS}; row < min(${rows}, group.y * ${ROWS} + ${ROWS}); row++) {
    let list = ${rowListOf(plan)} + row * (piece.count + 1);
    let length = lists[list];
    ${each(columns, (r) => `var g${r} = 0.0;`)}
    for (var e = 1u; e <= length; e++) {
      let entry = lists[list + e];
      let x = ${inputOf(plan, 'entry', 'row')};
      let d = (entry >> 8) * ${units} + column;
      ${each(columns, (r) => `g${r} += x * deltas[d${at(r)}];`)}
    }
    ${restsWithoutGradient(plan) ? 'if (length == 0) { continue; }' : ''}
    let w = row * ${units} + column;
    ${each(columns, (r) => `if (column${at(r)} < ${units}) { learn(w${at(r)}, g${r}); }`)}
  }
}
`;
}
