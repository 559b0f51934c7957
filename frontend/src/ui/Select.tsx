import { useId } from "react";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, wiring } from "./FieldFrame";
import type { Valued } from "./TextField";
import { useWords } from "./words";

/** One of the values to choose from. */
export interface Choice<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
}

interface SelectProps<V extends string> extends FieldProps, Valued<V | ""> {
  choices: readonly Choice<V>[];
  /** What stands there as long as nothing is chosen; "" is then a possible value. */
  empty?: string;
  labelHidden?: boolean;
}

/** One value out of many. For up to five, radio buttons show them all at once. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { value, onChange, name, choices, empty, labelHidden } = props;
  const { words } = useWords();
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <FieldFrame id={id} field={props} labelHidden={labelHidden ?? false}>
      <div className="kern-form-input__select-wrapper">
        <select
          {...wiring(id, props)}
          name={name}
          value={value}
          className={classes("kern-form-input__select", props.error && "kern-form-input__select--error")}
          onChange={(event) => onChange(event.target.value as V | "")} // the options below are all there is
        >
          {(empty !== undefined || value === "") && <option value="">{empty ?? words.choose}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
