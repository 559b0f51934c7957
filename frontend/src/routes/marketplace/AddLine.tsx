import { useState } from "react";
import type { OrderItem } from "../../api/frameworks";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";

/** Adds another item of the contract to the order. */
export function AddLine(props: { items: readonly OrderItem[]; onAdd: (itemId: string) => void }) {
  const { items, onAdd } = props;
  const text = useText(marketplaceText).form;
  const format = useFormat();
  const [chosen, setChosen] = useState("");
  if (items.length === 0) return <p className="kern-body kern-body--muted">{text.allAdded}</p>;
  const known = items.some(({ id }) => id === chosen) ? chosen : "";
  return (
    <div className="order-add">
      <Select
        label={text.add}
        empty={text.addChoose}
        choices={items.map(({ id, name, price }) => ({
          value: id,
          label: `${name} – ${format.price(price)}`,
        }))}
        value={known}
        onChange={setChosen}
      />
      <Button
        icon="add"
        onClick={() => {
          if (known) onAdd(known);
          setChosen("");
        }}
      >
        {text.addButton}
      </Button>
    </div>
  );
}
