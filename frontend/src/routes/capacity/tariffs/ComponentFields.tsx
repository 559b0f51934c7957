import { useFieldArray } from "react-hook-form";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { FieldRow } from "../../../ui/Form";
import type { useFields } from "../../../ui/fields";
import { PriceField } from "../../../ui/PriceField";
import { QuantityField } from "../../../ui/QuantityField";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useMeterWords } from "../meterWords";
import { passesEnergy, type TariffValues } from "./sheet";

interface ComponentFieldsProps {
  form: ReturnType<typeof useFields<TariffValues>>;
  index: number;
  /** What pools have and meters measure. */
  resources: readonly string[];
  onRemove?: () => void;
}

/** A component of a tariff: how it is charged, for what, and its tiers. */
export function ComponentFields(props: ComponentFieldsProps) {
  const { form, index, resources, onRemove } = props;
  const text = useText(tariffsText);
  const words = useMeterWords();
  const at = `components.${index}` as const;
  const tiers = useFieldArray({ control: form.hook.control, name: `${at}.tiers` });
  const [basis, resource] = form.hook.watch([`${at}.basis`, `${at}.resource`]);
  return (
    <Card
      title={text.componentNumber(index + 1)}
      surface
      aside={
        onRemove && (
          <Button variant="tertiary" icon="close" onClick={onRemove}>
            {text.removeComponent(index + 1)}
          </Button>
        )
      }
    >
      <TextField {...form.text(`${at}.name`, text.component)} maxLength={200} />
      <FieldRow>
        <Select
          {...form.choice(`${at}.basis`, text.basis)}
          choices={(["fixed", "reserved", "used", "one-time"] as const).map((value) => ({
            value,
            label: text.bases[value],
          }))}
        />
        {basis !== "fixed" && (
          <Select
            {...form.choice(`${at}.resource`, text.resource)}
            choices={resources.map((value) => ({ value, label: words.resource(value) }))}
          />
        )}
      </FieldRow>
      {passesEnergy({ basis, resource }) && (
        <FieldRow>
          <PriceField {...form.price(`${at}.energy.purchase`, text.purchase, { optional: true })} />
          <QuantityField
            {...form.quantity(`${at}.energy.pue`, text.pue, { places: 3, optional: true })}
            hint={text.pueHint}
            unit=""
          />
        </FieldRow>
      )}
      <p className="kern-body ui-text">{text.tiers}</p>
      {tiers.fields.map((entry, tier) => (
        <FieldRow key={entry.id}>
          <QuantityField
            {...form.quantity(`${at}.tiers.${tier}.from`, text.tierFrom(tier + 1), { places: 3 })}
            unit=""
          />
          <PriceField {...form.price(`${at}.tiers.${tier}.price`, text.tierPrice(tier + 1))} />
          {tiers.fields.length > 1 && (
            <Button variant="tertiary" icon="close" onClick={() => tiers.remove(tier)}>
              {text.removeTier(tier + 1)}
            </Button>
          )}
        </FieldRow>
      ))}
      {basis !== "fixed" && (
        <ButtonRow>
          <Button variant="tertiary" icon="add" onClick={() => tiers.append({ from: "", price: "" })}>
            {text.addTier}
          </Button>
        </ButtonRow>
      )}
    </Card>
  );
}
