import type { ComponentProps } from "react";
import type { DeliveryAddress } from "../api/buying";
import { buyingText } from "../text/buying";
import { useText } from "../text/text";
import { Select } from "../ui/Select";

/** Where an order goes: the usual address, unless another one is chosen. Nothing where the member has none. */
export function DeliverTo(props: {
  field: Omit<ComponentProps<typeof Select<string>>, "choices">;
  addresses: readonly DeliveryAddress[];
}) {
  const { field, addresses } = props;
  const text = useText(buyingText);
  const [usual, ...others] = addresses;
  if (!usual) return null;
  const shown = ({ name, street, city }: DeliveryAddress) => `${name}, ${street}, ${city}`;
  return (
    <Select
      {...field}
      optional={false}
      empty={`${shown(usual)} (${text.usual})`}
      choices={others.map((address) => ({ value: address.name, label: shown(address) }))}
    />
  );
}
