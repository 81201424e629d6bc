/** 6928 -> `6,928`. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** 0.6928 -> `69.28 %`. */
export const percent = (fraction: number, digits = 2): string =>
  Number.isFinite(fraction) ? `${(fraction * 100).toFixed(digits)} %` : '–';

/** 6928 of 10000 -> `6,928 of 10,000`. */
export const countOf = (part: number, whole: number): string => `${count(part)} of ${count(whole)}`;

/** Images per second, with no more digits than it deserves: `45,300`, `870`, `3.2`. */
export function rate(perSecond: number): string {
  if (!Number.isFinite(perSecond) || perSecond <= 0) return '–';
  if (perSecond < 10) return perSecond.toFixed(1);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(perSecond)) - 2);
  return count(Math.round(perSecond / unit) * unit);
}

/** A time in words, rounded as an estimate should be: `under 1 s`, `12 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 1) return 'under 1 s';
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 3597.5) {
    const rounded = Math.round(seconds / 5) * 5;
    const rest = rounded % 60;
    return `${Math.floor(rounded / 60)} min${rest ? ` ${rest} s` : ''}`;
  }
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A time that was measured: `0.8 s`, `12 s`, `2 min 10 s`. */
export const timeTaken = (seconds: number): string => (seconds < 9.95 ? `${seconds.toFixed(1)} s` : duration(seconds));

/** Time for what is left at the present rate. */
export const timeLeft = (seen: number, total: number, perSecond: number): string =>
  seen >= total ? 'none' : perSecond > 0 ? duration((total - seen) / perSecond) : '–';

/** Loaded of total, in the unit of the total: `0.8 of 1.6 MB`, `12 of 60 kB`. */
export function bytesOf(loaded: number, total: number): string {
  if (total >= 1e6) return `${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
  return `${Math.round(loaded / 1e3)} of ${Math.max(1, Math.round(total / 1e3))} kB`;
}

/** A weight with its sign: `+0.12`, `−0.21`; more digits for small ones. */
export function signed(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return 'not a number';
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** A loss over many orders of magnitude: `27,140`, `12.3`, `0.418`. */
export function loss(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 1000) return value >= 1e7 ? value.toExponential(1) : count(value);
  return value.toPrecision(3);
}
