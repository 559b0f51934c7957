import { useNavigate } from "@tanstack/react-router";
import { callOffsQuery } from "../../api/call-offs";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { callOffsText } from "../../text/call-offs";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Tabs } from "../../ui/Tabs";
import { CallOffTable } from "../CallOffTable";
import { customersOf } from "../customers";
import { ListEnd } from "../ListEnd";
import { ButtonLink } from "../links";
import { callOffsRoute, statuses } from "./routes";

/** The call-offs one may see, by state. */
export function CallOffsPage() {
  const text = useText(callOffsText);
  const buying = useText(buyingText);
  const may = useMay();
  const buyer = customersOf(useSession()).find(({ buys }) => buys);
  const navigate = useNavigate();
  const { status } = callOffsRoute.useSearch();
  const list = <List />;
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          may("calloff.place") && (
            <>
              <ButtonLink to="/marketplace" variant="primary">
                {text.toMarketplace}
              </ButtonLink>
              {buyer && (
                <ButtonLink to="/savings/$memberId" params={{ memberId: buyer.id }} variant="tertiary">
                  {buying.savings}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <Tabs
        label={text.filter}
        selected={status ?? "all"}
        tabs={[
          { key: "all", label: text.all, content: list },
          ...statuses.map((key) => ({ key, label: text.status[key], content: list })),
        ]}
        onSelect={(key) => {
          const chosen = statuses.find((known) => known === key);
          navigate({ to: "/call-offs", search: chosen ? { status: chosen } : {}, replace: true });
        }}
      />
    </div>
  );
}

function List() {
  const text = useText(callOffsText);
  const may = useMay();
  const search = callOffsRoute.useSearch();
  const { items, end } = useList(callOffsQuery(search));
  return (
    <>
      <CallOffTable
        callOffs={items}
        captionHidden
        empty={
          <EmptyState
            title={text.empty}
            action={may("calloff.place") && <ButtonLink to="/marketplace">{text.toMarketplace}</ButtonLink>}
          >
            {search.status ? text.emptyStatus : text.emptyText}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </>
  );
}
