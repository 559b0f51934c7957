import { useSuspenseQuery } from "@tanstack/react-query";
import { type Meter, metersQuery } from "../../../api/meters";
import { Problem } from "../../../api/problem";

/** The meter of an address; one that is not in sight is not there. */
export function useMeter(id: string): Meter {
  const { data: meters } = useSuspenseQuery(metersQuery);
  const meter = meters.find((one) => one.id === id);
  if (!meter) throw new Problem({ type: "about:blank", title: "", status: 404, code: "object.not-found" });
  return meter;
}
