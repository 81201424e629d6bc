/** Floats in a panel: weight matrices lie in memory as panels of so many columns. */
export const PANEL: usize = 16;
/** Bytes of one row of a panel: one cache line. */
export const PANEL_ROW: usize = PANEL * 4;

/** a · b + c; the relaxed build rounds once where the processor can. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The number at this address, four times. */
// @ts-ignore: decorator
@inline
export function splatAt(address: usize): v128 {
  return v128.load32_splat(address);
}

/** The value of the entry of a list at this address, four times. */
// @ts-ignore: decorator
@inline
export function valueAt(entry: usize): v128 {
  return v128.load32_splat(entry, 4);
}

/** [sum of a, sum of b, sum of c, sum of d] */
// @ts-ignore: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7)); // a0+a2, b0+b2, a1+a3, b1+b3
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
}
