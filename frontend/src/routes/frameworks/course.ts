import type { Forecast } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { monthOf } from "../../lib/date";
import type { TimeLine } from "../../ui/timeOption";

/** What the lines of the forecast are called. */
export interface CourseNames {
  drawn: string;
  expectedLine: string;
  maximum: string;
}

/**
 * What was called off month by month, how it goes on to the day on which the maximum is reached, and the maximum
 * itself as far as the picture reaches.
 */
export function courseLines(
  contract: Pick<Framework, "inForceFrom" | "inForceTo" | "maximumValue" | "drawn">,
  forecast: Forecast,
  names: CourseNames,
): TimeLine[] {
  const { months, today, expected } = forecast;
  const end = [today, contract.inForceTo, expected ?? ""].reduce((last, day) => (day > last ? day : last));
  const past = months
    .map(({ month, total }) => [monthOf(month).to, total] as const)
    .filter(([day]) => day < today);
  const lines: TimeLine[] = [
    {
      name: names.drawn,
      tone: "main",
      points: [[contract.inForceFrom, "0.00"], ...past, [today, contract.drawn]],
    },
    {
      name: names.maximum,
      tone: "limit",
      points: [
        [contract.inForceFrom, contract.maximumValue],
        [end, contract.maximumValue],
      ],
    },
  ];
  if (!expected) return lines;
  return [
    ...lines,
    {
      name: names.expectedLine,
      tone: "second",
      dashed: true,
      points: [
        [today, contract.drawn],
        [expected, contract.maximumValue],
      ],
    },
  ];
}
