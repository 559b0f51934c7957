import type { Scheme } from "../../api/cost-pools";
import type { runsText } from "../../text/runs";

type Words = (typeof runsText)["de"]["scheme"];

interface Format {
  money: (amount: string) => string;
  number: (value: string) => string;
  percent: (percent: number) => string;
  date: (day: string) => string;
}

/** The rule of a split in sentences, the most important first. */
export function schemeSentences(scheme: Scheme, text: Words, format: Format): string[] {
  const { base, days, weightSource, weightAsOf, groups = [], services = [], rounding } = scheme;
  const floors = scheme.participants?.filter(({ floor }) => floor !== undefined).length ?? 0;
  const caps = scheme.participants?.filter(({ cap }) => cap !== undefined).length ?? 0;
  const served = services.length > 0;
  const name = (group: { name: string; weight: string }) =>
    served ? group.name : text.group(group.name, format.number(group.weight));
  return [
    keys(scheme, text, format),
    base && text.base(format.money(base)),
    groups.length > 0 && text.groups(groups.map(name).join(", ")),
    served && text.services[scheme.serviceMethod ?? "direct"](services.map((one) => one.name).join(", ")),
    groups.length > 0 && text.rounding[rounding ?? "once"],
    days && text.days[days],
    (floors > 0 || caps > 0) && text.bounds(floors, caps),
    weightSource && text.source(weightSource, weightAsOf ? format.date(weightAsOf) : ""),
  ].filter((sentence) => typeof sentence === "string" && sentence !== "") as string[]; // nothing else passes
}

function keys({ parts }: Scheme, text: Words, format: Format): string {
  const [only] = parts;
  if (only && parts.length === 1) return `${text.one[only.key]}.`;
  return `${parts.map(({ key, percent }) => `${format.percent(Number(percent))} ${text.part[key]}`).join(", ")}.`;
}
