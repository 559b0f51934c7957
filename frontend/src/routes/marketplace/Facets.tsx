import { useState } from "react";
import type { CatalogueFacet } from "../../api/catalogue";
import { categoriesText } from "../../text/categories";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { PriceField } from "../../ui/PriceField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { categories, type Facet, facets, type MarketSearch, narrowness } from "./search";

interface FacetsProps {
  found: readonly CatalogueFacet[];
  search: MarketSearch;
  onChange: (change: MarketSearch) => void;
}

/** What the search can be narrowed by: at the side, and behind a button where there is no room. */
export function Facets(props: FacetsProps) {
  const text = useText(marketplaceText);
  const [open, setOpen] = useState(false);
  const chosen = narrowness(props.search);
  return (
    <>
      <aside className="market-facets" aria-label={text.filter}>
        <Groups {...props} />
      </aside>
      <div className="market-facets-button">
        <Button onClick={() => setOpen(true)}>{text.filters(chosen)}</Button>
      </div>
      <Dialog
        open={open}
        title={text.filter}
        onClose={() => setOpen(false)}
        footer={
          <Button variant="primary" onClick={() => setOpen(false)}>
            {text.showResults}
          </Button>
        }
      >
        <Groups {...props} />
      </Dialog>
    </>
  );
}

function Groups(props: FacetsProps) {
  const { found, search, onChange } = props;
  const text = useText(marketplaceText);
  return (
    <>
      {narrowness(search) > 0 && (
        <Button
          variant="tertiary"
          small
          onClick={() =>
            onChange(
              Object.fromEntries([...facets, "priceFrom", "priceTo"].map((bound) => [bound, undefined])),
            )
          }
        >
          {text.clearFilters}
        </Button>
      )}
      <Prices search={search} onChange={onChange} />
      {facets.map((facet) => {
        const values = found.find((one) => one.facet === facet)?.values ?? [];
        const chosen = search[facet] ?? [];
        if (values.length < 2 && chosen.length === 0) return null;
        return (
          <Group
            key={facet}
            facet={facet}
            values={values}
            chosen={chosen}
            onChoose={(next) => onChange({ [facet]: next.length > 0 ? next : undefined })}
          />
        );
      })}
    </>
  );
}

/** Bounds of the price of a unit; what is typed counts as soon as it is one. */
function Prices(props: Pick<FacetsProps, "search" | "onChange">) {
  const { search, onChange } = props;
  const text = useText(marketplaceText);
  const later = useLater(400);
  const bound = (name: "priceFrom" | "priceTo") => (price: string) => {
    if (/^(\d{1,9}(\.\d{1,6})?)?$/.test(price)) later(() => onChange({ [name]: price || undefined }));
  };
  return (
    <>
      <PriceField label={text.priceFrom} value={search.priceFrom ?? ""} onChange={bound("priceFrom")} />
      <PriceField label={text.priceTo} value={search.priceTo ?? ""} onChange={bound("priceTo")} />
    </>
  );
}

/** How many values of a facet are shown before one asks for more. */
const few = 6;

function Group(props: {
  facet: Facet;
  values: CatalogueFacet["values"];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}) {
  const { facet, values, chosen, onChoose } = props;
  const text = useText(marketplaceText);
  const format = useFormat();
  const name = useValueName(facet);
  const [all, setAll] = useState(false);
  const missing = chosen
    .filter((value) => !values.some((one) => one.value === value))
    .map((value) => ({ value, items: 0 }));
  const ordered =
    facet === "delivery" ? values.toSorted((a, b) => Number(a.value) - Number(b.value)) : values;
  const every = [...ordered, ...missing];
  const shown = all ? every : every.filter(({ value }, index) => index < few || chosen.includes(value));
  return (
    <fieldset className="kern-fieldset market-facet">
      <legend className="kern-label">{text.facets[facet]}</legend>
      <div className="kern-fieldset__body market-facet__values">
        {shown.map((value) => (
          <Checkbox
            key={value.value}
            label={`${name(value)} (${format.number(value.items)})`}
            value={chosen.includes(value.value)}
            onChange={(on) =>
              onChoose(on ? [...chosen, value.value] : chosen.filter((other) => other !== value.value))
            }
          />
        ))}
      </div>
      {every.length > few && (
        <Button
          variant="tertiary"
          small
          aria-label={text.moreOf(text.facets[facet], all)}
          onClick={() => setAll(!all)}
        >
          {all ? text.fewer : text.more}
        </Button>
      )}
    </fieldset>
  );
}

function useValueName(facet: Facet): (value: CatalogueFacet["values"][number]) => string {
  const text = useText(marketplaceText);
  const names = useText(categoriesText);
  return ({ value, name }) => {
    if (facet === "delivery") return text.within(value);
    const category = facet === "category" && categories.find((known) => known === value);
    return category ? names[category] : (name ?? value);
  };
}
