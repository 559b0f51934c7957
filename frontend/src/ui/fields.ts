import { useId, useRef } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldPathByValue,
  type FieldValues,
  get,
  type PathValue,
  set,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import { parseDate } from "../lib/date";
import { isDecimal } from "../lib/decimal";
import { instantFault } from "./DateField";
import { useWords, type Words } from "./words";

/** What a field asks of its value beyond being one. */
export interface Demands<V> {
  /** The field may be left empty. Every other one is required. */
  optional?: boolean;
  /** Says in a sentence what is wrong with a value that is well-formed, or nothing. */
  check?: (value: V) => string | undefined;
}

/** Text may moreover be long or short, as the contract of the server wants it. */
export interface TextDemands extends Demands<string> {
  least?: number;
  email?: boolean;
}

/** Quantities are whole unless said otherwise. */
export interface QuantityDemands extends Demands<string> {
  places?: number;
}

interface Field {
  id: string;
  label: string;
  fault: (value: unknown) => string | undefined;
}

/** A form: its fields by name, each giving the props of the component that shows it. */
export function useFields<Values extends FieldValues>(defaults: DefaultValues<Values>) {
  const { words } = useWords();
  const prefix = useId();
  // The fields that this rendering shows; only what is shown is checked.
  const shown = useRef(new Map<string, Field>()).current;
  shown.clear();
  const hook = useForm<Values>({
    defaultValues: defaults,
    shouldFocusError: false,
    resolver: (values) => {
      const errors = {};
      for (const [name, field] of shown) {
        const message = field.fault(get(values, name));
        if (message) set(errors, name, { type: "check", message });
      }
      if (Object.keys(errors).length === 0) return { values, errors: {} };
      return { values: {}, errors: errors as FieldErrors<Values> }; // set() writes at paths of Values
    },
  });

  function bind<V>(
    name: string,
    label: string,
    demands: Demands<V>,
    fault: (value: V) => string | undefined,
  ) {
    const path = name as FieldPath<Values>; // the methods below take no other names
    const id = `${prefix}-${name}`;
    shown.set(name, { id, label, fault: (value) => fault(value as V) ?? demands.check?.(value as V) });
    return {
      id,
      name,
      label,
      optional: Boolean(demands.optional),
      value: hook.watch(path) as V,
      error: hook.getFieldState(path, hook.formState).error?.message,
      onChange: (value: V) =>
        hook.setValue(path, value as PathValue<Values, FieldPath<Values>>, {
          shouldDirty: true,
          shouldValidate: hook.formState.isSubmitted,
        }),
    };
  }

  const written =
    (demands: Demands<string>, fault: (value: string) => string | undefined) => (value: string) =>
      value.trim() === "" ? (demands.optional ? undefined : words.required) : fault(value);
  // An empty optional field is not put to the field's own check either.
  const lenient = (demands: Demands<string>): Demands<string> => ({
    ...demands,
    check: (value) => (value.trim() === "" ? undefined : demands.check?.(value)),
  });
  const bindText = (
    name: string,
    label: string,
    demands: Demands<string>,
    fault: (value: string) => string | undefined,
  ) => bind(name, label, lenient(demands), written(demands, fault));

  type Text = FieldPathByValue<Values, string>;
  return {
    /** What react-hook-form offers beyond the fields: reset, watch, control for lists of fields. */
    hook: hook as UseFormReturn<Values>,
    shown: shown as ReadonlyMap<string, Readonly<Field>>,
    text: (name: Text, label: string, demands: TextDemands = {}) =>
      bindText(name, label, demands, (value) => textFault(value, demands, words)),
    money: (name: Text, label: string, demands: Demands<string> = {}) =>
      bindText(name, label, demands, (value) =>
        /^-?\d{1,13}\.\d{2}$/.test(value) ? undefined : words.moneyInvalid,
      ),
    price: (name: Text, label: string, demands: Demands<string> = {}) =>
      bindText(name, label, demands, (value) =>
        /^\d{1,9}(\.\d{1,6})?$/.test(value) ? undefined : words.priceInvalid,
      ),
    quantity: (name: Text, label: string, demands: QuantityDemands = {}) => ({
      ...bindText(name, label, demands, (value) => quantityFault(value, demands.places ?? 0, words)),
      places: demands.places ?? 0,
    }),
    date: (name: Text, label: string, demands: Demands<string> = {}) =>
      bindText(name, label, demands, (value) => (parseDate(value) === value ? undefined : words.dateInvalid)),
    dateTime: (name: Text, label: string, demands: Demands<string> = {}) =>
      bindText(name, label, demands, (value) => dateTimeFault(value, words)),
    choice: <N extends FieldPath<Values>>(
      name: N,
      label: string,
      demands: Demands<PathValue<Values, N>> = {},
    ) =>
      bind<PathValue<Values, N>>(name, label, demands, (value) =>
        demands.optional || value !== "" ? undefined : words.required,
      ),
    /** Left unticked is an answer; a box that must be ticked says so by its check. */
    flag: (name: FieldPathByValue<Values, boolean>, label: string, demands: Demands<boolean> = {}) => ({
      ...bind<boolean>(name, label, demands, () => undefined),
      optional: undefined,
    }),
  };
}

function textFault(value: string, demands: TextDemands, words: Words) {
  if (demands.least !== undefined && value.trim().length < demands.least)
    return words.tooShort(demands.least);
  return demands.email && !/^[^\s@]+@[^\s@]+$/.test(value) ? words.emailInvalid : undefined;
}

function quantityFault(value: string, places: number, words: Words) {
  if (isDecimal(value) && !value.startsWith("-")) return undefined;
  return places === 0 ? words.quantityWhole : words.quantityInvalid;
}

function dateTimeFault(value: string, words: Words) {
  const fault = instantFault(value);
  if (!fault) return undefined;
  return {
    invalid: words.dateTimeInvalid,
    nonexistent: words.timeNonexistent,
    ambiguous: words.timeAmbiguous,
  }[fault];
}
