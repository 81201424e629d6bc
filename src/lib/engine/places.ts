/** What the browser tells of the machine. */
export interface Machine {
  readonly cores: number;
  /** In GB; browsers round it, and not all tell it. */
  readonly memory?: number;
  /** Worked by touch, as phones and tablets are. */
  readonly isHandheld: boolean;
}

/** Room for runs that train at once, each in a worker of its own. */
export interface Places {
  readonly runs: number;
  /** What they may take of the memory together; a run that needs more trains alone. */
  readonly bytes: number;
}

/** Workers cannot share memory without headers that a static host does not set: each has its own copy of the images, 55 MB of MNIST. */
const MOST_RUNS = 4;
/** Of the memory each run is given. */
const GIGABYTES = 2;
/** The share of the memory that all runs may take. */
const SHARE = 1 / 8;

/** One run for each core and each two GB, four at most; one on what is held in the hand and does not tell its memory. */
export function placesOn({ cores, memory, isHandheld }: Machine): Places {
  const gigabytes = memory ?? (isHandheld ? GIGABYTES : MOST_RUNS * GIGABYTES);
  return {
    runs: Math.max(1, Math.floor(Math.min(MOST_RUNS, cores, gigabytes / GIGABYTES))),
    bytes: gigabytes * 2 ** 30 * SHARE,
  };
}

/** Of this page. */
export const placesHere = (): Places => {
  const { hardwareConcurrency, deviceMemory } = navigator as Navigator & { readonly deviceMemory?: number };
  return placesOn({
    cores: hardwareConcurrency || 1,
    isHandheld: matchMedia('(pointer: coarse)').matches,
    ...(deviceMemory === undefined ? {} : { memory: deviceMemory }),
  });
};
