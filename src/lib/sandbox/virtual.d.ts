declare module 'virtual:sandbox-runtime' {
  const runtime: string;
  export default runtime;
}
