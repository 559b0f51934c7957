import { useId } from "react";
import "./Checks.css";
import { classes } from "./classes";
import { FieldError, type FieldProps, Hint, LabelText, wiring } from "./FieldFrame";
import type { Choice } from "./Select";
import type { Valued } from "./TextField";

/** Yes or no. */
export function Checkbox(props: FieldProps & Valued<boolean>) {
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <div className={classes("kern-form-check", "ui-check", props.error && "kern-form-check--error")}>
      <input
        {...wiring(id, props)}
        type="checkbox"
        name={props.name}
        checked={props.value}
        className={classes("kern-form-check__checkbox", props.error && "kern-form-check__checkbox--error")}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label className="kern-label" htmlFor={id}>
        <LabelText field={props} />
      </label>
      <div className="ui-check__hint">
        <Hint id={id} text={props.hint} />
      </div>
      <FieldError id={id} text={props.error} />
    </div>
  );
}

interface RadioGroupProps<V extends string> extends FieldProps, Valued<V | ""> {
  choices: readonly Choice<V>[];
  horizontal?: boolean;
}

/** One value out of a few, all of them seen at once. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { choices, horizontal, value, onChange } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const described = wiring(id, props)["aria-describedby"];
  return (
    <fieldset
      className={classes("kern-fieldset", "ui-field", props.error && "kern-fieldset--error")}
      aria-describedby={described}
    >
      <legend className="kern-label">
        <LabelText field={props} />
      </legend>
      <Hint id={id} text={props.hint} />
      <div className={classes("kern-fieldset__body", horizontal && "kern-fieldset__body--horizontal")}>
        {choices.map((choice, index) => (
          <RadioButton
            key={choice.value}
            id={index === 0 ? id : `${id}-${choice.value}`}
            name={`${id}-choice`}
            choice={choice}
            checked={choice.value === value}
            wrong={Boolean(props.error)}
            onChoose={() => onChange(choice.value)}
          />
        ))}
      </div>
      <FieldError id={id} text={props.error} />
    </fieldset>
  );
}

interface RadioButtonProps {
  id: string;
  name: string;
  choice: Choice;
  checked: boolean;
  wrong: boolean;
  onChoose: () => void;
}

function RadioButton(props: RadioButtonProps) {
  const { id, name, choice, checked, wrong, onChoose } = props;
  return (
    <div className="kern-form-check ui-check">
      <input
        id={id}
        type="radio"
        name={name}
        checked={checked}
        className={classes("kern-form-check__radio", wrong && "kern-form-check__radio--error")}
        aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined}
        onChange={onChoose}
      />
      <label className="kern-label" htmlFor={id}>
        {choice.label}
      </label>
      <div className="ui-check__hint">
        <Hint id={`${id}-${choice.value}`} text={choice.hint} />
      </div>
    </div>
  );
}
