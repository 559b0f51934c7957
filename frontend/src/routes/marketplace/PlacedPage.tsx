import { useSuspenseQuery } from "@tanstack/react-query";
import { callOffQuery } from "../../api/call-offs";
import { marketplaceText } from "../../text/marketplace";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { ButtonRow } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { List } from "../../ui/List";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { ButtonLink } from "../links";
import { isOverLimit } from "../overLimit";
import { SetUpStanding } from "../SetUpStanding";
import { placedRoute } from "./routes";

/** What became of an order: its number, and what happens next. */
export function PlacedPage() {
  const text = useText(marketplaceText).done;
  const { common } = useText(shared);
  const format = useFormat();
  const { callOffId } = placedRoute.useParams();
  const { data: callOff } = useSuspenseQuery(callOffQuery(callOffId));
  const waits = callOff.status === "submitted";
  const next = waits
    ? text.submittedNext(
        isOverLimit(callOff)
          ? text.overLimit(format.money(callOff.total), format.money(callOff.approvalLimit))
          : text.byRules,
        callOff.member.name,
      )
    : text.placedNext(callOff.supplier.name);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} />
      <Alert tone={waits ? "info" : "success"} title={waits ? text.submitted : text.placed} live>
        <DescriptionList
          columns
          facts={[
            [text.number, callOff.number],
            [
              common.total,
              <span key="total" className="ui-figures">
                {format.money(callOff.total)}
              </span>,
            ],
            [common.member, callOff.member.name],
          ]}
        />
      </Alert>
      <section className="ui-section" aria-labelledby="next">
        <h2 id="next" className="kern-heading-medium">
          {text.next}
        </h2>
        <List>
          {next.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </List>
      </section>
      <ButtonRow>
        <ButtonLink to="/marketplace" search={{ memberId: callOff.member.id }} variant="primary">
          {text.again}
        </ButtonLink>
        <ButtonLink to="/call-offs/$id" params={{ id: callOff.id }}>
          {text.open}
        </ButtonLink>
        <SetUpStanding callOff={callOff} />
      </ButtonRow>
    </div>
  );
}
