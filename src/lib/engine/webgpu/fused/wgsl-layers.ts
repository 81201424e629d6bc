import type { LayerPlan, Plan } from './plan.ts';
import { each, heading, hiddenActivation, outputLayer, THREADS } from './wgsl-common.ts';
import { learning, restsWithoutGradient } from './wgsl-learning.ts';
import { listLength, rowListOf } from './wgsl-lists.ts';

/** Units of the first layer that one invocation works on. */
const columnsOf = ({ layers }: Plan): number => Math.min(8, Math.ceil(layers[0]!.units / THREADS));
/** Units of the first layer that one workgroup works on. */
export const widthOf = (plan: Plan): number => THREADS * columnsOf(plan);

/** Images, and parts of the sum over the inputs, that one workgroup of the last layer works on. */
export const IMAGES = 4;
const PARTS = 16;

const activationOf = (plan: Plan, layer: LayerPlan): string =>
  layer === plan.layers.at(-1) ? 'fn activate(z: f32) -> f32 { return z; }' : hiddenActivation(layer.activation);

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
    let x = grey(entry);
    let w = (entry >> 8) * ${layer.units} + column;
    ${each(columns, (r) => `z${r} += x * weights[w${at(r)}];`)}
  }
  let to = group.y * ${layer.units};
  ${each(columns, (r) => `if (column${at(r)} < ${layer.units}) { values[to + column${at(r)}] = activate(z${r}); }`)}
}
`;
}

/** a = f(x W) of a layer between. One invocation a unit of one image. */
export function forwardBetween(plan: Plan, index: number): string {
  const layer = plan.layers[index]!;
  const before = plan.layers[index - 1]!;
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
  values[${layer.values} + n * ${layer.units} + unit] = activate(z);
}
`;
}

/** Scores and deltas of the last layer. `PARTS` invocations share the sums of one image. */
export function forwardLast(plan: Plan): string {
  const layer = plan.layers.at(-1)!;
  const before = plan.layers.at(-2)!;
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

/** Scores and deltas where the first layer is also the last. One invocation an image. */
export const judgeOnly = (plan: Plan): string => /* wgsl */ `${heading(plan)}${outputLayer(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let mine = id.x;
  if (mine >= piece.count) { return; }
  var z: Row;
  for (var k = 0; k < UNITS; k++) { z[k] = values[mine * ${plan.layers[0]!.units} + u32(k)]; }
  ${judging(plan.layers[0]!)}
}
`;

/** Units whose weights an invocation of `backward` keeps in registers. */
const REGISTERS = 10;

/**
 * δ of the layer before = (δ Wᵀ) f', and the weights of a layer after the first, in one visit.
 * One invocation has one input of the layer, and all its weights.
 */
export function backward(plan: Plan, index: number): string {
  const layer = plan.layers[index]!;
  const before = plan.layers[index - 1]!;
  const { units, inputs, rows } = layer;
  const rounds = Math.ceil(units / REGISTERS);
  const registers = Math.ceil(units / rounds);
  // The last round may reach over the end: there its weights and deltas count as zero.
  const guarded = (k: number, value: string): string =>
    rounds * registers === units ? value : `select(0.0, ${value}, unit + ${k} < ${units})`;
  return /* wgsl */ `${heading(plan)}${hiddenActivation(before.activation)}${learning(plan)}
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
        ${rounds > 1 ? `if (unit + ${registers} >= ${units}) { back *= slope(a); }` : 'back *= slope(a);'}
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
      let x = grey(entry);
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
