/** How full a resource is in a word, from which its colour follows. */
export type Heat = "empty" | "low" | "half" | "high" | "full";

/** The word for so many per cent. */
export function heatOf(percent: number): Heat {
  if (percent >= 100) return "full";
  if (percent >= 85) return "high";
  if (percent >= 50) return "half";
  return percent > 0 ? "low" : "empty";
}

/** Where days lie between two others, from 0 to 100, cut off at both. */
export function placeOf(days: { from: string; to: string }, frame: { from: string; to: string }) {
  const start = Date.parse(frame.from);
  const length = Date.parse(frame.to) + dayMs - start;
  const at = (instant: number) => Math.min(100, Math.max(0, ((instant - start) / length) * 100));
  const left = at(Date.parse(days.from));
  return { left, width: at(Date.parse(days.to) + dayMs) - left };
}

const dayMs = 86_400_000;
