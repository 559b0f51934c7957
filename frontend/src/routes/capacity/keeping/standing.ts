import type { CapacityPool } from "../../../api/capacity";
import type { CapacitySite } from "../../../api/capacity-keeping";

type Certificate = CapacitySite["certificates"][number];
type Level = CapacityPool["resources"][number]["levels"][number];

/** How many days ahead the end of a certificate is told. */
const warning = 90;

/** Whether a certificate still holds, and for long. The server says what has expired. */
export function certificateStanding(
  { validTo, expired }: Certificate,
  today: string,
): "valid" | "soon" | "expired" {
  if (expired) return "expired";
  return Date.parse(validTo) - Date.parse(today) <= warning * 86_400_000 ? "soon" : "valid";
}

/** Which of a resource's levels, by day, is over, which holds today, and which are to come. */
export function levelStanding(
  levels: readonly Level[],
  index: number,
  today: string,
): "past" | "now" | "planned" {
  const [level, next] = [levels[index], levels[index + 1]];
  if (!level || level.from > today) return "planned";
  return next && next.from <= today ? "past" : "now";
}

/** The level that holds on a day, or the first to come. */
export function levelOn(levels: readonly Level[], today: string): Level | undefined {
  return levels.findLast(({ from }) => from <= today) ?? levels[0];
}
