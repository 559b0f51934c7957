import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  approvePriceChange,
  type PriceChange,
  priceChangeQuery,
  rejectPriceChange,
  withdrawPriceChange,
} from "../../api/prices";
import { useMay, useSession } from "../../api/session";
import { today } from "../../lib/date";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ReasonDialog } from "../ReasonDialog";
import { ChangedPrices, FilledIn } from "./ChangedPrices";
import { PriceChangeBadge } from "./PriceChanges";
import { priceChangeRoute } from "./routes";

/** One change of prices: why, what it means for each item, and its decision. */
export function PriceChangePage() {
  const text = useText(pricesText);
  const format = useFormat();
  const { id, changeId } = priceChangeRoute.useParams();
  const { data: change } = useSuspenseQuery(priceChangeQuery(changeId));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {change.framework.name}
            </TextLink>
            <TextLink to="/frameworks/$id/prices" params={{ id }}>
              {text.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.changeOf(change.number)}
        badge={<PriceChangeBadge status={change.status} />}
        lead={`${text.validFrom} ${format.date(change.validFrom)} · ${text.ground[change.ground]}`}
      />
      <Decision change={change} />
      <Card title={text.decide}>
        <DescriptionList
          facts={[
            [text.reason, change.reason],
            [text.proposed, text.by(change.proposedBy, format.instant(change.proposedAt))],
            [
              text.decided,
              change.decidedBy &&
                change.decidedAt &&
                text.by(change.decidedBy, format.instant(change.decidedAt)),
            ],
            [text.decisionReason, change.decisionReason],
          ]}
        />
      </Card>
      {change.index && <FilledIn index={change.index} />}
      <ChangedPrices prices={change.prices} effect={change.effect} />
      <ObjectHistory objectType="price-change" objectId={change.id} />
    </div>
  );
}

/** A second officer approves or rejects what waits; what has not begun is taken back. */
function Decision(props: { change: PriceChange }) {
  const { id, version, number, status, validFrom, proposedBy } = props.change;
  const text = useText(pricesText);
  const format = useFormat();
  const may = useMay();
  const { person } = useSession();
  const approve = useAct(approvePriceChange);
  const reject = useAct(rejectPriceChange);
  const withdraw = useAct(withdrawPriceChange);
  const [asking, setAsking] = useState<"approve" | "reject" | "withdraw">();
  const close = () => setAsking(undefined);
  const waits = status === "proposed" && may("price.decide");
  const ahead = (status === "proposed" || status === "approved") && validFrom > today();
  const takesBack = ahead && may("price.propose");
  if (!waits && !takesBack) return null;
  const own = proposedBy === person.name ? text.own : undefined;
  return (
    <>
      <ButtonRow>
        {waits && (
          <Button variant="primary" disabledReason={own} onClick={() => setAsking("approve")}>
            {text.approve}
          </Button>
        )}
        {waits && !own && <Button onClick={() => setAsking("reject")}>{text.reject}</Button>}
        {takesBack && <Button onClick={() => setAsking("withdraw")}>{text.withdraw}</Button>}
      </ButtonRow>
      <ConfirmDialog
        open={asking === "approve"}
        title={text.approveTitle(number)}
        act={text.approve}
        onAct={async () => {
          await approve.mutateAsync({ id, version });
          notify("success", text.approved(number));
        }}
        onClose={close}
      >
        {text.approveText(format.date(validFrom))}
      </ConfirmDialog>
      <ReasonDialog
        open={asking === "reject"}
        title={text.changeOf(number)}
        hint={text.rejectHint}
        act={text.reject}
        onAct={(reason) => reject.mutateAsync({ id, version, reason })}
        onClose={close}
      />
      <ReasonDialog
        open={asking === "withdraw"}
        title={text.changeOf(number)}
        hint={text.withdrawHint}
        act={text.withdraw}
        onAct={(reason) => withdraw.mutateAsync({ id, version, reason })}
        onClose={close}
      />
    </>
  );
}
