import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checks";
import { FieldError } from "../../../ui/FieldFrame";
import { FieldRow } from "../../../ui/Form";
import { MoneyField } from "../../../ui/MoneyField";
import { PercentField } from "../../../ui/PercentField";
import { TextField } from "../../../ui/TextField";
import { type EditorProps, useErrorAt } from "./SchemeEditor";
import type { ServiceForm } from "./scheme";

const methods = ["direct", "step-down", "reciprocal"] as const;

/** Services within: what each costs by itself, and who uses how much of it. */
export function ServicesEditor(props: EditorProps) {
  const { form, onChange } = props;
  const text = useText(runsText).new;
  const errorAt = useErrorAt();
  const { services } = form;
  const change = (index: number, service: Partial<ServiceForm>) =>
    onChange({
      services: services.map((before, place) => (place === index ? { ...before, ...service } : before)),
    });
  return (
    <>
      <RadioGroup<(typeof methods)[number]>
        label={text.serviceMethod}
        choices={methods.map((value) => ({
          value,
          label: text.serviceMethods[value],
          hint: text.serviceMethodHints[value],
        }))}
        value={form.serviceMethod}
        onChange={(serviceMethod) => serviceMethod && onChange({ serviceMethod })}
      />
      {services.map((service, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name that is being typed is no key.
        <fieldset key={index} className="kern-fieldset run-service">
          <legend className="kern-label">{text.service(index + 1)}</legend>
          <FieldRow>
            <TextField
              label={text.serviceName}
              maxLength={100}
              value={service.name}
              error={errorAt(`services.${index}.name`, service.name)}
              onChange={(name) => change(index, { name })}
            />
            <MoneyField
              label={text.serviceOwn}
              value={service.own}
              error={errorAt(`services.${index}.own`, service.own)}
              onChange={(own) => change(index, { own })}
            />
          </FieldRow>
          <FieldRow>
            {usersOf(form, index).map((to) => (
              <PercentField
                key={to}
                label={text.usedByPercent(to)}
                optional
                value={service.use[to] ?? ""}
                error={errorAt(`services.${index}.use.${to}`, service.use[to])}
                onChange={(percent) => change(index, { use: { ...service.use, [to]: percent } })}
              />
            ))}
          </FieldRow>
          <FieldError id={`use-${index}`} text={errorAt(`services.${index}.use`)} />
          {services.length > 1 && (
            <div>
              <Button
                variant="tertiary"
                small
                icon="delete"
                onClick={() => onChange({ services: services.filter((_, place) => place !== index) })}
              >
                {text.removeService(service.name)}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {services.length < 20 && (
        <div>
          <Button
            small
            icon="add"
            onClick={() => onChange({ services: [...services, { name: "", own: "", use: {} }] })}
          >
            {text.addService}
          </Button>
        </div>
      )}
    </>
  );
}

/** Who may use a service: the other services and the groups, once they have names. */
function usersOf({ services, groups }: EditorProps["form"], index: number): string[] {
  const names = [
    ...services.filter((_, place) => place !== index).map(({ name }) => name.trim()),
    ...groups.map(({ name }) => name.trim()),
  ];
  return [...new Set(names)].filter((name) => name !== "");
}
