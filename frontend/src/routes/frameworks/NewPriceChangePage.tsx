import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { modificationsQuery } from "../../api/contracts";
import { frameworkQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import { type PriceChange, pricesQuery, proposePriceChange } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { PriceField } from "../../ui/PriceField";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { UnsavedGuard } from "../UnsavedGuard";
import { newPriceChangeRoute } from "./routes";

interface Values {
  ground: "award" | "modification" | "";
  validFrom: string;
  reason: string;
  /** New prices by item; a text that is empty changes nothing. */
  prices: Record<string, string>;
}

/** Proposes new prices of a contract for another officer to approve. */
export function NewPriceChangePage() {
  const text = useText(pricesText);
  const { common } = useText(shared);
  const format = useFormat();
  const navigate = useNavigate();
  const { id } = newPriceChangeRoute.useParams();
  const { data: framework } = useSuspenseQuery(frameworkQuery(id));
  const { data: modifications } = useSuspenseQuery(modificationsQuery(id));
  const { items, end } = useList(pricesQuery(id));
  const propose = useAct(proposePriceChange);
  const form = useFields<Values>({ ground: "modification", validFrom: "", reason: "", prices: {} });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.hook.formState;
  const ground = form.hook.watch("ground");
  const left = modifications.headroom.find((each) => each.ground === "mod-minv")?.left;
  const submit = async (values: Values) => {
    if (values.ground === "") return undefined; // the form does not let it be empty
    const changed = items.filter(({ itemId }) => values.prices[itemId]);
    if (changed.length === 0) return { message: text.nothing };
    let proposed: PriceChange | undefined;
    const refusal = await refusalOf(
      propose
        .mutateAsync({
          id,
          proposal: {
            ground: values.ground,
            reason: values.reason.trim(),
            ...(values.ground === "modification" && { validFrom: values.validFrom }),
            items: changed.map(({ itemId }) => ({ itemId, price: values.prices[itemId] ?? "" })),
          },
        })
        .then((answer) => {
          proposed = answer;
        }),
    );
    if (!proposed) return refusal && { ...refusal, field: fieldOf(refusal.field, changed) };
    notify("success", text.submitted);
    navigate({
      to: "/frameworks/$id/price-changes/$changeId",
      params: { id, changeId: proposed.id },
      ignoreBlocker: true,
    });
    return undefined;
  };
  return (
    <div className="ui-page">
      <UnsavedGuard dirty={isDirty && !isSubmitting && !isSubmitSuccessful} />
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {framework.title}
            </TextLink>
            <TextLink to="/frameworks/$id/prices" params={{ id }}>
              {text.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.propose}
        lead={text.proposeLead(framework.number)}
      />
      <Form form={form} onSubmit={submit}>
        <RadioGroup
          {...form.choice("ground", text.groundChoice)}
          choices={(["modification", "award"] as const).map((value) => ({
            value,
            label: text.grounds[value],
            hint:
              value === "modification" && left
                ? `${text.groundHints[value]} ${text.littleLeft(format.money(left))}`
                : text.groundHints[value],
          }))}
        />
        {ground === "modification" && (
          <DateField {...form.date("validFrom", text.validFrom)} hint={text.validHint} />
        )}
        <TextArea {...form.text("reason", text.reason, { least: 3 })} maxLength={2000} />
        <section className="ui-section" aria-labelledby="new-prices">
          <h2 id="new-prices" className="kern-heading-medium">
            {text.newPrices}
          </h2>
          <p className="kern-body">{text.newPricesHint}</p>
          {items.map(({ itemId, name, present }) => (
            <PriceField
              key={itemId}
              {...form.price(`prices.${itemId}`, text.newPriceOf(name), { optional: true })}
              value={form.hook.watch(`prices.${itemId}`) ?? ""}
              hint={text.today(format.price(present.price))}
            />
          ))}
          <ListEnd end={end} />
        </section>
        <ButtonRow>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.submit}
          </Button>
          <ButtonLink to="/frameworks/$id/prices" params={{ id }}>
            {common.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  );
}

/** The form's field of an item that the server found wrong. */
function fieldOf(field: string | undefined, changed: readonly { itemId: string }[]): string | undefined {
  const at = /^items\.(\d+)/.exec(field ?? "");
  return at ? `prices.${changed[Number(at[1])]?.itemId}` : field;
}
