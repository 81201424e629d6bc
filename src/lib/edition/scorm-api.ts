/** The two versions of SCORM that learning platforms speak. */
export const SCORM_VERSIONS = ['1.2', '2004'] as const;
export type ScormVersion = (typeof SCORM_VERSIONS)[number];

/** How many characters of resume data a platform has to keep: `cmi.suspend_data`, SCORM 1.2 RTE 3.4 and SCORM 2004 RTE 4.2. */
export const RESUME_LIMITS: Readonly<Record<ScormVersion, number>> = { '1.2': 4096, '2004': 64_000 };

/** What a platform's object does, under the names of either version. All values are texts, `"true"` and `"false"` among them. */
export interface ScormApi {
  initialize(): string;
  get(element: string): string;
  set(element: string, value: string): string;
  commit(): string;
  terminate(): string;
  lastError(): string;
  errorWords(code: string): string;
}

/** A platform that answers. */
export interface FoundApi {
  readonly version: ScormVersion;
  readonly api: ScormApi;
}

const NAMES = {
  '2004': {
    object: 'API_1484_11',
    methods: ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate', 'GetLastError', 'GetErrorString'],
  },
  '1.2': {
    object: 'API',
    methods: [
      'LMSInitialize',
      'LMSGetValue',
      'LMSSetValue',
      'LMSCommit',
      'LMSFinish',
      'LMSGetLastError',
      'LMSGetErrorString',
    ],
  },
} as const satisfies Record<ScormVersion, { readonly object: string; readonly methods: readonly string[] }>;

/** How many windows above each other are asked: more than any platform has. */
const MOST_WINDOWS = 50;

type Method = (...values: string[]) => unknown;

function apiOf(there: object, version: ScormVersion): ScormApi | null {
  const { object, methods } = NAMES[version];
  const it: unknown = Reflect.get(there, object);
  if (typeof it !== 'object' || it === null) return null;
  const found = methods.map((name) => Reflect.get(it, name) as unknown);
  if (!found.every((method): method is Method => typeof method === 'function')) return null;
  const call =
    (at: number) =>
    (...values: string[]): string =>
      String(found[at]!.apply(it, values));
  const [initialize, get, set, commit, terminate, lastError, errorWords] = methods.map((_, at) => call(at));
  return {
    initialize: () => initialize!(''),
    get: (element) => get!(element),
    set: (element, value) => set!(element, value),
    commit: () => commit!(''),
    terminate: () => terminate!(''),
    lastError: () => lastError!(),
    errorWords: (code) => errorWords!(code),
  };
}

/** A window of another site says nothing: asking it throws. */
function within(there: object): FoundApi | null {
  for (const version of ['2004', '1.2'] as const) {
    try {
      const api = apiOf(there, version);
      if (api) return { version, api };
    } catch {
      return null;
    }
  }
  return null;
}

/** The windows above one, from the nearest on. */
function* above(from: Window): Generator<Window> {
  let [it, left] = [from, MOST_WINDOWS];
  while (it.parent !== it && left-- > 0) yield (it = it.parent);
}

function openerOf(from: Window): Window | null {
  try {
    return (from.top?.opener ?? from.opener ?? null) as Window | null;
  } catch {
    return null;
  }
}

/** Looks for a platform as SCORM says (RTE 3.2.2, 2004 3.3.6): in the windows above, then in the one that opened this, and those above it. */
export function findApi(from: Window): FoundApi | null {
  for (const there of above(from)) {
    const found = within(there);
    if (found) return found;
  }
  const opener = openerOf(from);
  if (!opener) return null;
  for (const there of [opener, ...above(opener)]) {
    const found = within(there);
    if (found) return found;
  }
  return null;
}
