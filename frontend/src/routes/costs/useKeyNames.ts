import type { CostKey } from "../../api/cost-pools";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";

/** The keys of a split in a few words: the one, or a mix of several. */
export function useKeyNames(): (keys: readonly CostKey[]) => string {
  const { keys: names, mix } = useText(costsText);
  return (keys) => {
    const [only, ...more] = [...new Set(keys)];
    if (only && more.length === 0) return names[only];
    return `${mix}: ${keys.map((key) => names[key]).join(", ")}`;
  };
}
