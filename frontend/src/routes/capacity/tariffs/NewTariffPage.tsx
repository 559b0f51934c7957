import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../../api/act";
import { makeTariff, tariffsQuery } from "../../../api/tariffs";
import { monthOf, today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checks";
import { DateField } from "../../../ui/DateField";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { QuantityField } from "../../../ui/QuantityField";
import { TextField } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { ComponentFields } from "./ComponentFields";
import { atItsField, blankComponent, sheetOf, type TariffValues } from "./sheet";

/** A new sheet of prices, which follows the one before on its first day. */
export function NewTariffPage() {
  const text = useText(tariffsText);
  const { title } = useText(capacityText);
  const format = useFormat();
  const { data } = useSuspenseQuery(tariffsQuery);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/tariffs">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.make}
      />
      <Alert tone="info" title={text.meteredFrom(format.number(data.meteredFrom.value))}>
        {data.meteredFrom.source}
      </Alert>
      <TariffForm resources={data.resources.map(({ resource }) => resource)} />
    </div>
  );
}

function TariffForm(props: { resources: readonly string[] }) {
  const text = useText(tariffsText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const make = useAct(makeTariff);
  const form = useFields<TariffValues>({
    name: "",
    from: monthOf(today(), 1).from,
    smallOnly: false,
    vatRate: "19",
    components: [blankComponent],
  });
  const components = useFieldArray({ control: form.hook.control, name: "components" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(make.mutateAsync(sheetOf(values)));
        if (refusal) return atItsField(refusal);
        notify("success", text.made);
        void navigate({ to: "/capacity/tariffs" });
        return undefined;
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} maxLength={200} />
      <DateField {...form.date("from", text.from)} />
      <QuantityField {...form.quantity("vatRate", text.vatRate, { places: 2 })} unit="%" />
      <Checkbox {...form.flag("smallOnly", text.onlySmall)} />
      {components.fields.map((entry, index) => (
        <ComponentFields
          key={entry.id}
          form={form}
          index={index}
          resources={props.resources}
          {...(components.fields.length > 1 && { onRemove: () => components.remove(index) })}
        />
      ))}
      <ButtonRow>
        <Button variant="tertiary" icon="add" onClick={() => components.append(blankComponent)}>
          {text.addComponent}
        </Button>
      </ButtonRow>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.make}
        </Button>
        <ButtonLink to="/capacity/tariffs">{common.cancel}</ButtonLink>
      </ButtonRow>
    </Form>
  );
}
