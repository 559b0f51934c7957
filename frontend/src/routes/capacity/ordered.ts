import type { CallOff } from "../../api/call-offs";

/** The lines of a call-off that are capacity of a data center. */
export function capacityLinesOf(callOff: Pick<CallOff, "lines">): CallOff["lines"] {
  return callOff.lines.filter(({ category }) => category === "data-center");
}

/** Which resource is for which line, as it is sent; a resource without a line is left out. */
export function linesOf(
  positions: readonly string[],
  resources: readonly { resourceId: string }[],
): { resourceId: string; position: number }[] {
  return resources.flatMap(({ resourceId }, index) => {
    const position = Number(positions[index] ?? "");
    return position > 0 ? [{ resourceId, position }] : [];
  });
}
