import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";

type Grounds = (typeof suppliersText)["de"]["bans"]["grounds"];

/** The grounds for exclusion in words, by their place in the law. */
export function useGrounds() {
  const { grounds } = useText(suppliersText).bans;
  return {
    name: (ground: string) => grounds[ground as keyof Grounds] ?? ground,
    choices: (Object.keys(grounds) as (keyof Grounds)[]).map((value) => ({ value, label: grounds[value] })),
  };
}
