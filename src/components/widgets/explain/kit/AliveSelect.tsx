import { useEffect, useState } from 'preact/hooks';

interface AliveSelectProps {
  readonly value: string;
  readonly options: readonly string[];
  readonly onValue: (value: string) => void;
}

/**
 * A choice of a figure that stands in many steps. As built it is its value alone: browsers look at every field of a page
 * as soon as it is there, to fill it in for the reader, and lay out each step that has one, those far below as well.
 */
export function AliveSelect({ value, options, onValue }: AliveSelectProps) {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  if (!alive) return <span class="button">{value}</span>;
  return (
    <select value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}
