import { useState } from "react";
import { marketplaceText } from "../../text/marketplace";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import type { Customer } from "../customers";
import { type MarketSearch, orders } from "./search";

/** How long a pause in typing has to be before the server is asked. */
const pauseMs = 250;

/** What is looked for, how much of it, in which order and for whom. Every change shows at once. */
export function Filters(props: {
  search: MarketSearch;
  customers: readonly Customer[];
  customer: Customer;
  onChange: (change: MarketSearch) => void;
}) {
  const { search, customers, customer, onChange } = props;
  const text = useText(marketplaceText);
  const language = useLanguage();
  const later = useLater(pauseMs);
  const [q, setQ] = useState(search.q ?? "");
  const [quantity, setQuantity] = useState(search.quantity ?? "1");
  const whole = /^[1-9]\d{0,8}$/.test(quantity);
  const type = (typed: { q: string; quantity: string }) => {
    setQ(typed.q);
    setQuantity(typed.quantity);
    if (/^[1-9]\d{0,8}$/.test(typed.quantity)) later(() => onChange(typed));
  };
  return (
    <search className="market-filters" aria-label={text.searchArea}>
      <TextField
        type="search"
        startsPage
        label={text.search}
        placeholder={text.searchHint}
        maxLength={100}
        value={q}
        onChange={(value) => type({ q: value, quantity })}
      />
      <QuantityField
        label={text.quantity}
        unit={unitName("C62", quantity, language)}
        value={quantity}
        error={whole ? undefined : text.blocked.nothing}
        onChange={(value) => type({ q, quantity: value })}
      />
      <Select
        label={text.order}
        empty={text.orders.relevance}
        choices={orders.map((value) => ({ value, label: text.orders[value] }))}
        value={search.order ?? ""}
        onChange={(order) => onChange({ order: order || undefined })}
      />
      {customers.length > 1 && (
        <Select
          label={text.member}
          choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
          value={customer.id}
          onChange={(memberId) => onChange({ memberId })}
        />
      )}
    </search>
  );
}
