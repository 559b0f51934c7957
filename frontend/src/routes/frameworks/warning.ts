import { percentOf } from "../../lib/decimal";

/** How near the end of a maximum is: the warnings at 70, 85 and 95 per cent (G-FRA), and the end itself. */
export type Warning = "notice" | "soon" | "last" | "reached";

/** The warning that what is drawn of a maximum calls for, if any. */
export function warningOf(drawn: string, maximum: string): Warning | undefined {
  const percent = percentOf(drawn, maximum);
  if (percent >= 100) return "reached";
  if (percent >= 95) return "last";
  if (percent >= 85) return "soon";
  return percent >= 70 ? "notice" : undefined;
}
