/** (func (export "f") (param f32 f32 f32) (result f32)): f32x4.relaxed_madd of the three, its first lane. */
// prettier-ignore
const MODULE = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
  0x01, 0x08, 0x01, 0x60, 0x03, 0x7d, 0x7d, 0x7d, 0x01, 0x7d, // type
  0x03, 0x02, 0x01, 0x00, // function
  0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, // export
  0x0a, 0x16, 0x01, 0x14, 0x00, // code
  0x20, 0x00, 0xfd, 0x13, 0x20, 0x01, 0xfd, 0x13, 0x20, 0x02, 0xfd, 0x13, // three splats
  0xfd, 0x85, 0x02, 0xfd, 0x1f, 0x00, 0x0b, // relaxed_madd, first lane
]);

let known: boolean | undefined;

/** Whether relaxed multiply-add rounds once here. Two roundings are allowed, and what a processor without it does. */
export function fuses(): boolean {
  return (known ??= look());
}

function look(): boolean {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(MODULE)) return false;
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(MODULE)).exports as {
    f: (a: number, b: number, c: number) => number;
  };
  const a = 1 + 2 ** -12;
  // a² is 1 + 2^-11 + 2^-24: rounded to 32 bits it loses its end.
  return f(a, a, -(1 + 2 ** -11)) === 2 ** -24;
}
