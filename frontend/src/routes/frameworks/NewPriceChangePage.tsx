import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { modificationsQuery } from "../../api/contracts";
import { frameworkQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import { type ItemPrices, type PriceChange, pricesQuery, proposePriceChange } from "../../api/prices";
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
import { TierFields, type TierValues, tiersOf } from "./TierFields";
import { useRate } from "./useRate";

interface Values {
  ground: "award" | "modification" | "";
  validFrom: string;
  reason: string;
  /** New prices by item; a text that is empty changes nothing. */
  prices: Record<string, string>;
  /** New tiers in the order of the items; a place without any has none with its new price. */
  tiers: TierValues[];
}

/** The form of new prices as its parts take it. */
export type PriceForm = ReturnType<typeof useFields<Values>>;

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
  const form = useFields<Values>({
    ground: "modification",
    validFrom: "",
    reason: "",
    prices: {},
    tiers: [],
  });
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
            items: changed.map(({ itemId }) => {
              const tiers = values.tiers[items.findIndex((each) => each.itemId === itemId)];
              return {
                itemId,
                price: values.prices[itemId] ?? "",
                ...(tiers && { tiers: tiersOf(tiers) }),
              };
            }),
          },
        })
        .then((answer) => {
          proposed = answer;
        }),
    );
    if (!proposed) return refusal && { ...refusal, field: fieldOf(refusal.field, changed, items) };
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
          {items.map((item, index) => (
            <NewPrice key={item.itemId} form={form} item={item} index={index} />
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

/** What an item is to cost, and its tiers once there is a price. */
function NewPrice(props: { form: PriceForm; item: ItemPrices; index: number }) {
  const { form, item, index } = props;
  const text = useText(pricesText);
  const rate = useRate();
  const price = form.hook.watch(`prices.${item.itemId}`) ?? "";
  return (
    <>
      <PriceField
        {...form.price(`prices.${item.itemId}`, text.newPriceOf(item.name), { optional: true })}
        value={price}
        hint={text.today(rate(item.present))}
      />
      {price && <TierFields form={form} item={item} index={index} />}
    </>
  );
}

/** The form's field of an item that the server found wrong. */
function fieldOf(
  field: string | undefined,
  changed: readonly ItemPrices[],
  items: readonly ItemPrices[],
): string | undefined {
  const at = /^items\.(\d+)(?:\.tiers(\.steps\.\d+)?)?/.exec(field ?? "");
  const item = changed[Number(at?.[1])];
  if (!at || !item) return field;
  return at[2] ? `tiers.${items.indexOf(item)}${at[2]}.price` : `prices.${item.itemId}`;
}
