import type { Meter } from "../../api/meters";
import { metersText } from "../../text/meters";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";

/** What a meter measures and in what, in words. */
export function useMeterWords() {
  const text = useText(metersText);
  const language = useLanguage();
  const resources: Readonly<Record<string, string | undefined>> = {
    ...text.resources,
    ...text.siteResources,
  };
  return {
    /** The member or the site that it is of. */
    owner: ({ member, site }: Pick<Meter, "member" | "site">) => member?.name ?? text.site(site?.name ?? ""),
    resource: (resource: string) => resources[resource] ?? resource,
    /** The unit of what it uses: of energy kilowatt-hours, else of a level its unit times hours. */
    used: ({ kind, unit }: Pick<Meter, "kind" | "unit">) => {
      if (kind === "counter") return unitName(unit, "2", language);
      return unit === "KWT" ? unitName("KWH", "2", language) : text.gaugeUnit(unitName(unit, "2", language));
    },
    /** The unit of its readings. */
    read: ({ unit }: Pick<Meter, "unit">) => unitName(unit, "2", language),
  };
}

/** Energy is measured in its own units: a counter counts kilowatt-hours, a level is in kilowatts. */
export function energyUnit(resource: string, kind: Meter["kind"] | ""): string | undefined {
  if (resource !== "power" && !resource.startsWith("site-")) return undefined;
  return kind === "counter" ? "KWH" : "KWT";
}
