declare module 'virtual:sandbox-runtime' {
  const runtime: string;
  export default runtime;
}

declare module 'virtual:sandbox-tensorflow' {
  /** The text of one module: `src/lib/sandbox/tensorflow/module.ts` with all that it imports. */
  const text: string;
  export default text;
}

declare module 'virtual:sandbox-tensorflow/size' {
  /** Bytes, by gzip, of that text and of its WebAssembly. */
  const bytes: number;
  export default bytes;
}
