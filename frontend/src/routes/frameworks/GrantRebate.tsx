import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import type { ItemPrices } from "../../api/prices";
import { Problem } from "../../api/problem";
import { grantRebate, rebateDueQuery } from "../../api/rebates";
import { sentenceOf } from "../../text/problems";
import { rebatesText } from "../../text/rebates";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { PercentField } from "../../ui/PercentField";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { Members } from "./RebatePage";

interface Asked {
  itemId: string;
  vatRate: string;
}

/** Computes what the volume reached together gives back on an item, and writes it down. */
export function GrantRebate(props: { frameworkId: string; items: readonly ItemPrices[] }) {
  const text = useText(rebatesText);
  const [asked, setAsked] = useState<Asked>();
  const stepped = props.items.filter(({ present }) => present.tiers?.basis === "contract");
  const form = useFields<Asked>({ itemId: stepped[0]?.itemId ?? "", vatRate: "19" });
  const item = stepped.find(({ itemId }) => itemId === asked?.itemId);
  return (
    <section className="ui-section" aria-labelledby="grant-rebate">
      <h2 id="grant-rebate" className="kern-heading-medium">
        {text.grant}
      </h2>
      <p className="kern-body ui-text">{stepped.length > 0 ? text.grantHint : text.noItems}</p>
      {stepped.length > 0 && (
        <Form
          form={form}
          onSubmit={async (values) => {
            setAsked(values);
            return undefined;
          }}
        >
          <Select
            {...form.choice("itemId", text.item)}
            choices={stepped.map(({ itemId, name }) => ({ value: itemId, label: name }))}
          />
          <PercentField {...form.quantity("vatRate", text.vatRate, { places: 6 })} />
          <ButtonRow>
            <Button type="submit">{text.show}</Button>
          </ButtonRow>
        </Form>
      )}
      {asked && item && <Due frameworkId={props.frameworkId} item={item} vatRate={asked.vatRate} />}
    </section>
  );
}

function Due(props: { frameworkId: string; item: ItemPrices; vatRate: string }) {
  const { frameworkId, item, vatRate } = props;
  const text = useText(rebatesText);
  const format = useFormat();
  const navigate = useNavigate();
  const grant = useAct(grantRebate);
  const [confirming, setConfirming] = useState(false);
  const { data, error, isPending } = useQuery(rebateDueQuery(item.itemId));
  if (isPending) return <Loader />;
  if (error instanceof Problem) return <Alert tone="info" live title={sentenceOf(error)} />;
  if (!data) return null;
  const credit = format.money(data.credit);
  return (
    <>
      <Alert tone="success" live title={text.due(credit, format.number(data.volume))} />
      <Members members={data.members} />
      <ButtonRow>
        <Button variant="primary" onClick={() => setConfirming(true)}>
          {text.act}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={confirming}
        title={text.confirm(item.name)}
        act={text.act}
        onAct={async () => {
          const granted = await grant.mutateAsync({ itemId: item.itemId, vatRate });
          notify("success", text.granted(granted.number));
          navigate({
            to: "/frameworks/$id/rebates/$rebateId",
            params: { id: frameworkId, rebateId: granted.id },
          });
        }}
        onClose={() => setConfirming(false)}
      >
        {text.confirmText(credit)}
      </ConfirmDialog>
    </>
  );
}
