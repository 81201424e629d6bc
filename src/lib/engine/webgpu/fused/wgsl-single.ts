import type { Plan } from './plan.ts';
import { isByRow } from './wgsl-activations.ts';
import { heading, outputLayer } from './wgsl-common.ts';
import { listLength } from './wgsl-lists.ts';

/** Most invocations that a workgroup may have everywhere. */
const MOST_THREADS = 256;
const MOST_SLICES = 16;

/** Into how many slices an image's pixels are cut: one invocation has one slice and one unit. */
export const slicesOf = ({ layers }: Plan): number =>
  Math.max(1, Math.min(MOST_SLICES, Math.floor(MOST_THREADS / layers[0]!.units)));

/** Every delta depends on its own sum alone. */
const isSeparate = ({ layers, loss }: Plan): boolean => loss === 'squaredError' && !isByRow(layers[0]!.activation);

/**
 * A network of one layer learns image by image, all images of the chunk in one dispatch of one workgroup.
 * An invocation always has the same weights: those of its slice's pixels and its unit. So no other one
 * waits for them, and one barrier an image is enough, for the sums.
 */
export function learnOneByOne(plan: Plan): string {
  const { units } = plan.layers[0]!;
  const slices = slicesOf(plan);
  const threads = units * slices;
  return /* wgsl */ `${heading(plan)}${outputLayer(plan)}
var<workgroup> sums: array<f32, ${2 * threads}>;
var<workgroup> outputs: array<f32, ${2 * units}>;
fn judgeAt(n: u32) -> Judged {
  var z: Row;
  for (var k = 0u; k < ${units}; k++) { z[k] = outputs[n % 2 * ${units} + k]; }
  return judge(z, i32(example(n) >> 24), 1);
}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32) {
  let unit = thread % ${units};
  let slice = thread / ${units};
  for (var n = 0u; n < piece.count; n++) {
    let list = (n * ${slices} + slice) * ${listLength(plan, slices)};
    let length = lists[list];
    var sum = 0.0;
    for (var e = 1u; e <= length; e++) {
      let entry = lists[list + e];
      sum += grey(entry) * weights[(entry >> 8) * ${units} + unit];
    }
    // The sums of one image are read while those of the next are written.
    let turn = n % 2 * ${threads};
    sums[turn + thread] = sum;
    workgroupBarrier();
    ${isSeparate(plan) ? 'if (thread == 0 && n > 0) { scores[piece.origin + n - 1] = judgeAt(n - 1).score; }' : ''}
    var z = 0.0;
    for (var s = 0u; s < ${slices}; s++) { z += sums[turn + s * ${units} + unit]; }
    if (slice == 0) { outputs[n % 2 * ${units} + unit] = z; }
    ${isSeparate(plan) ? separateDelta : jointDelta}
    let step = piece.rate * delta;
    for (var e = 1u; e <= length; e++) {
      let entry = lists[list + e];
      weights[(entry >> 8) * ${units} + unit] -= step * grey(entry);
    }
  }
  ${isSeparate(plan) ? 'workgroupBarrier();\n  if (thread == 0) { scores[piece.origin + piece.count - 1] = judgeAt(piece.count - 1).score; }' : ''}
}
`;
}

const separateDelta = /* wgsl */ `
    let a = activate(z);
    let delta = (a - select(0.0, 1.0, unit == example(n) >> 24)) * slope(a);`;

const jointDelta = /* wgsl */ `
    workgroupBarrier();
    var judged = judgeAt(n);
    let delta = judged.delta[unit];
    if (thread == 0) { scores[piece.origin + n] = judged.score; }`;
