import type { ItemPrices, Rate } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { PriceField } from "../../ui/PriceField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import type { PriceForm } from "./NewPriceChangePage";
import "./Steps.css";

type Tiers = NonNullable<Rate["tiers"]>;

/** The tiers of a new price as they are edited; a step's key lasts when steps before it go. */
export interface TierValues {
  mode: Tiers["mode"] | "";
  basis: Tiers["basis"] | "";
  steps: { key: string; from: string; price: string }[];
}

const newStep = () => ({ key: crypto.randomUUID(), from: "", price: "" });

/** What the form begins with: the present tiers, or one step that is empty. */
export function tierValues({ present }: Pick<ItemPrices, "present">): TierValues {
  if (!present.tiers) return { mode: "all-unit", basis: "call-off", steps: [newStep()] };
  const { mode, basis, steps } = present.tiers;
  return { mode, basis, steps: steps.map((step) => ({ key: crypto.randomUUID(), ...step })) };
}

/** The tiers as the server takes them. */
export function tiersOf({ mode, basis, steps }: TierValues): Tiers {
  return {
    mode: mode || "all-unit", // the form does not let them be empty
    basis: basis || "call-off",
    steps: steps.map(({ from, price }) => ({ from, price })),
  };
}

/** Up to how many steps a price may have. */
const mostSteps = 20;

/** The tiers of an item's new price: asked for once somebody wants them. */
export function TierFields(props: { form: PriceForm; item: ItemPrices; index: number }) {
  const { form, item, index: place } = props;
  const text = useText(pricesText);
  const at = `tiers.${place}` as const;
  const tiers: TierValues | undefined = form.hook.watch(at);
  const change = (changed: TierValues | undefined) =>
    form.hook.setValue(at, changed as TierValues, {
      shouldDirty: true,
      shouldValidate: form.hook.formState.isSubmitted,
    });
  if (!tiers)
    return (
      <div>
        <Button icon="add" small onClick={() => change(tierValues(item))}>
          {text.addTiers(item.name)}
        </Button>
      </div>
    );
  return (
    <fieldset className="kern-fieldset step-fields step-fields--tiers">
      <legend className="kern-label">{text.tiersOf(item.name)}</legend>
      <Select
        {...form.choice(`${at}.mode`, text.tierMode)}
        choices={(["all-unit", "marginal"] as const).map((value) => ({
          value,
          label: text.tierModeNames[value],
        }))}
      />
      <Select
        {...form.choice(`${at}.basis`, text.tierBasis)}
        choices={(["call-off", "contract"] as const).map((value) => ({
          value,
          label: text.tierBasisNames[value],
        }))}
      />
      <ol>
        {tiers.steps.map(({ key }, index) => (
          <li key={key}>
            <QuantityField
              {...form.quantity(`${at}.steps.${index}.from`, text.stepFrom(index + 1), { places: 3 })}
              unit=""
            />
            <PriceField {...form.price(`${at}.steps.${index}.price`, text.stepPrice(index + 1))} />
            {tiers.steps.length > 1 && (
              <Button
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => change({ ...tiers, steps: tiers.steps.filter((_, each) => each !== index) })}
              >
                {text.removeStep(index + 1)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className="kern-button-group">
        {tiers.steps.length < mostSteps && (
          <Button icon="add" small onClick={() => change({ ...tiers, steps: [...tiers.steps, newStep()] })}>
            {text.addStep}
          </Button>
        )}
        <Button small variant="tertiary" onClick={() => change(undefined)}>
          {text.dropTiers(item.name)}
        </Button>
      </div>
    </fieldset>
  );
}
