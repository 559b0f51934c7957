import type { CapacityKind } from "../../../api/capacity";
import { capacityText } from "../../../text/capacity";
import { keepingText } from "../../../text/capacityKeeping";
import { useText } from "../../../text/text";
import { DateField } from "../../../ui/DateField";
import type { useFields } from "../../../ui/fields";
import { QuantityField } from "../../../ui/QuantityField";
import { overcommits, placesOf } from "../kinds";

/** What the fields of a level hold, as text. */
export interface LevelValues {
  from: string;
  amount: string;
  reserve: string;
  overcommit: string;
}

/** A level as it is sent: what was left empty is the server's to say. */
export function levelOf({ from, amount, reserve, overcommit }: LevelValues, kind: CapacityKind) {
  return {
    from,
    amount,
    ...(reserve && { reserve }),
    ...(overcommits(kind) && overcommit && { overcommit }),
  };
}

/** The fields of a level: from when on, how much, how much of it for maintenance, how often it is promised. */
export function LevelFields<Values extends LevelValues>(props: {
  form: ReturnType<typeof useFields<Values>>;
  kind: CapacityKind;
}) {
  const { kind } = props;
  const text = useText(keepingText);
  const { units } = useText(capacityText);
  const form = props.form as unknown as ReturnType<typeof useFields<LevelValues>>; // Values has these fields at least
  const places = placesOf(kind);
  return (
    <>
      <DateField {...form.date("from", text.from)} hint={text.levelHint} />
      <QuantityField {...form.quantity("amount", text.amount, { places })} unit={units[kind]} />
      <QuantityField
        {...form.quantity("reserve", text.reserve, { places, optional: true })}
        unit={units[kind]}
      />
      {overcommits(kind) && (
        <QuantityField
          {...form.quantity("overcommit", text.overcommit, { places: 2, optional: true })}
          hint={text.overcommitHint}
          unit={text.times}
        />
      )}
    </>
  );
}
