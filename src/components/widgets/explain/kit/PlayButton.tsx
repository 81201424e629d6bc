import type { Playing } from './play.ts';

interface PlayButtonProps {
  /** What `usePlay` gave. */
  readonly of: Playing;
  /** Where it begins. */
  readonly from?: number;
  /** What the button says while nothing plays. */
  readonly words?: string;
  /** What a press does besides. */
  readonly onPress?: () => void;
}

/** Plays the steps of an explanation, and stops them. */
export const PlayButton = ({ of: { playing, play, stop }, from = 0, words = 'Play', onPress }: PlayButtonProps) => (
  <button
    type="button"
    class="button"
    onClick={() => {
      onPress?.();
      if (playing) stop();
      else play(from);
    }}
  >
    {playing ? 'Stop' : words}
  </button>
);
