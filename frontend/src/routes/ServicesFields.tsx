import type { ComponentProps } from "react";
import { servicesText } from "../text/services";
import { useText } from "../text/text";
import { DateField } from "../ui/DateField";
import { FieldRow } from "../ui/Form";
import { TextArea, TextField } from "../ui/TextField";

/** The fields that say what services are for; hoursPerDay where a rate is by the day. */
export interface BoundServices {
  from: ComponentProps<typeof DateField>;
  to: ComponentProps<typeof DateField>;
  hoursPerDay?: ComponentProps<typeof TextField> | undefined;
  description: ComponentProps<typeof TextArea>;
}

/** When services are performed, what is to be done, and how long a working day is. */
export function ServicesFields(props: BoundServices) {
  const { from, to, hoursPerDay, description } = props;
  const text = useText(servicesText);
  return (
    <>
      <FieldRow>
        <DateField {...from} />
        <DateField {...to} />
      </FieldRow>
      {hoursPerDay && (
        <TextField {...hoursPerDay} hint={text.hoursPerDayHint} inputMode="decimal" maxLength={5} />
      )}
      <TextArea {...description} maxLength={2000} rows={3} />
    </>
  );
}
