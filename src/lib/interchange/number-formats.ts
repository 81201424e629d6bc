/** The value of 16 bits as IEEE 754 half precision: sign 1, exponent 5, fraction 10. */
function half(bits: number): number {
  const sign = bits >>> 15 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

interface NumberFormat {
  /** Bytes for one number. */
  readonly size: number;
  /** The numbers in `bytes`, little-endian and of any alignment, as 32-bit floats. */
  read(bytes: Uint8Array): Float32Array<ArrayBuffer>;
}

/** A copy that starts at an address where every kind of array may start. */
const aligned = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** The number formats that are read, by their names in safetensors. */
export const numberFormats = {
  F32: { size: 4, read: (bytes) => new Float32Array(aligned(bytes)) },
  /** Rounded to the nearest 32-bit float. */
  F64: { size: 8, read: (bytes) => Float32Array.from(new Float64Array(aligned(bytes))) },
  F16: { size: 2, read: (bytes) => Float32Array.from(new Uint16Array(aligned(bytes)), half) },
  /** The upper half of a 32-bit float. */
  BF16: {
    size: 2,
    read: (bytes) => new Float32Array(Uint32Array.from(new Uint16Array(aligned(bytes)), (bits) => bits << 16).buffer),
  },
} satisfies Record<string, NumberFormat>;

export type NumberFormatName = keyof typeof numberFormats;
