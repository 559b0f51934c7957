import { useId } from "react";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, wiring } from "./FieldFrame";

/** A file of the person's own. What is done with it is the page's; nothing is sent by itself. */
export function FileField(
  props: FieldProps & { accept?: string; onChange: (file: File | undefined) => void },
) {
  const { accept, onChange } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <FieldFrame id={id} field={props}>
      <input
        {...wiring(id, props)}
        type="file"
        accept={accept}
        className={classes("kern-form-input__input", props.error && "kern-form-input__input--error")}
        onChange={(event) => onChange(event.target.files?.[0])}
      />
    </FieldFrame>
  );
}
