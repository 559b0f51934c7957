import type { PriceIndex } from "../../api/prices";
import { clausesText } from "../../text/clauses";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { mostParts } from "./clause";
import type { ClauseForm } from "./NewClausePage";
import "./Steps.css";

/** The fixed part of a price, and the indices that the rest follows. */
export function ClauseParts(props: { form: ClauseForm; indices: readonly PriceIndex[] }) {
  const { form, indices } = props;
  const text = useText(clausesText);
  const parts = form.hook.watch("parts");
  const change = (changed: typeof parts) =>
    form.hook.setValue("parts", changed, {
      shouldDirty: true,
      shouldValidate: form.hook.formState.isSubmitted,
    });
  return (
    <fieldset className="kern-fieldset step-fields">
      <legend className="kern-label">{text.parts}</legend>
      <QuantityField
        {...form.quantity("fixedPart", text.fixedPart, { places: 6 })}
        hint={text.fixedPartHint}
        unit=""
      />
      <ol>
        {parts.map(({ key }, index) => (
          <li key={key}>
            <Select
              {...form.choice(`parts.${index}.index`, text.index(index + 1))}
              choices={indices.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <QuantityField
              {...form.quantity(`parts.${index}.weight`, text.weight(index + 1), { places: 6 })}
              unit=""
            />
            {parts.length > 1 && (
              <Button
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => change(parts.filter((_, at) => at !== index))}
              >
                {text.removePart(index + 1)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {parts.length < mostParts && (
        <div>
          <Button
            icon="add"
            small
            onClick={() => change([...parts, { key: crypto.randomUUID(), index: "", weight: "" }])}
          >
            {text.addPart}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
